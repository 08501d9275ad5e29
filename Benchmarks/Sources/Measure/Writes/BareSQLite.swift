import Foundation
import GRDB

/// SQLite with nothing around it: one connection, prepared statements, so many acts a commit, every commit flushed.
struct BareSQLite {
    let path: String

    func actsPerSecond(_ acts: Int, batch: Int) throws -> Double {
        let queue = try DatabaseQueue(path: path)
        return try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            let row = try database.makeStatement(sql: "INSERT INTO encounter (id, team, day, note) VALUES (?, ?, ?, ?)")
            let entry = try database.makeStatement(sql: BareRows.journal + " ?, '{}' FROM journal_entry")
            let clock = ContinuousClock()
            let duration = try clock.measure {
                for start in stride(from: 0, to: acts, by: batch) {
                    try database.execute(sql: "BEGIN IMMEDIATE")
                    for number in start..<min(start + batch, acts) {
                        let id = "\(number)-\(UInt64.random(in: .min ... .max))"
                        try row.execute(arguments: [id, "team", "2026-11-23", BareRows.note])
                        try entry.execute(arguments: [id])
                    }
                    try database.execute(sql: "COMMIT")
                }
            }
            return Double(acts) / (duration / .seconds(1))
        }
    }
}
