import Core
import Database
import Foundation

/// Keeps which services may be one, which were merged, and which are not: what was answered is not asked again.
struct DuplicateStore: Sendable {
    let database: Database

    /// Notes what an import suspects, in its own transaction; a pair that is known stays as it was answered.
    static func note(_ suspects: [DuplicateSuspect], in transaction: Transaction) throws {
        for suspect in suspects where suspect.first.kind == .location && suspect.second.kind == .location {
            let (here, there) = (try services(at: suspect.first.id, transaction), try services(at: suspect.second.id, transaction))
            for (one, other) in Duplicate.pairs(here, there) where one.id != other.id {
                let pair = [one.id, other.id].sorted()
                let known = try transaction.value(
                    Int.self, "SELECT COUNT(*) FROM directory_duplicate WHERE first_id = \(pair[0]) AND second_id = \(pair[1])")
                guard known == 0 else { continue }
                try transaction.execute(
                    """
                    INSERT INTO directory_duplicate (first_id, second_id, likeness, reasons, found_at)
                    VALUES (\(pair[0]), \(pair[1]), \(Int((suspect.score * 100).rounded())), \(suspect.reasons.joined(separator: ", ")),
                        \(transaction.now))
                    """)
                try transaction.journal(.created, "duplicate", "\(pair[0])_\(pair[1])")
            }
        }
    }

    private static func services(at location: String, _ session: Session) throws -> [Service] {
        try session.records(
            """
            SELECT s.record FROM directory_service AS s JOIN directory_service_at_location AS p ON p.service_id = s.id
            WHERE p.location_id = \(location) AND p.ended = 0 AND s.status <> 'defunct' AND s.merged_into IS NULL ORDER BY s.id LIMIT 100
            """, leaveOut: { _ in })
    }

    /// Pairs that wait for somebody, the likeliest first.
    func waiting(limit: Int) async throws -> [Duplicate] {
        try await database.read { try Self.pairs("d.state = 'waiting'", limit: limit, $0) }
    }

    /// One pair that waits.
    func pair(_ first: String, _ second: String) async throws -> Duplicate? {
        try await database.read {
            try Self.pairs("d.state = 'waiting' AND d.first_id = \(first) AND d.second_id = \(second)", limit: 1, $0).first
        }
    }

    /// The merges that can be undone, the newest first.
    func merges(limit: Int) async throws -> [(merge: ServiceMerge, from: Service, to: Service)] {
        try await database.read { session in
            try Self.merges("m.undone_at IS NULL", limit: limit, session).compactMap { merge in
                let from: [Service] = try session.records(Service.row(merge.from), leaveOut: { _ in })
                let to: [Service] = try session.records(Service.row(merge.to), leaveOut: { _ in })
                guard let from = from.first, let to = to.first else { return nil }
                return (merge, from, to)
            }
        }
    }

    /// Where the address of a merged service leads: to what it was merged into, and that in turn; nil for any other.
    static func survivor(of id: String, _ session: Session) throws -> String? {
        var found: String?
        var next = id
        // A merge never makes a circle; the bound is for a database somebody repaired by hand.
        for _ in 0..<20 {
            guard let to = try session.value(String.self, "SELECT merged_into FROM directory_service WHERE id = \(next)") else { break }
            (found, next) = (to, to)
        }
        return found
    }

    /// "These are two": remembered, so that no import asks again.
    func keepApart(_ pair: Duplicate, _ act: Act) async throws {
        try await database.write(act) { try Self.answer(pair.first.id, pair.second.id, "different", in: $0) }
    }

    /// What a person chose.
    struct Choice: Sendable {
        let id: String
        let from: String
        let to: String
        /// Fields whose value comes from the service that goes.
        let taken: Set<String>
        /// Places of the service that goes, which the survivor keeps.
        let places: Set<String>
    }

    /// Makes one service of two: both stay stored, one is read.
    ///
    /// - Returns: false when one of them was merged meanwhile.
    func merge(_ choice: Choice, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            let (from, to) = (choice.from, choice.to)
            let live = try transaction.value(
                Int.self, "SELECT COUNT(*) FROM directory_service WHERE id IN \(list: [from, to]) AND merged_into IS NULL")
            guard live == 2, let gone = try (transaction.records(Service.row(from)) as [Service]).first,
                let survivor = try (transaction.records(Service.row(to)) as [Service]).first
            else { return false }
            var fields = try survivor.fields()
            for field in choice.taken.intersection(Duplicate.fields) { fields.replace(field, with: try gone.fields().part(field)) }
            var merged = try Service(fields)
            merged.replaces = (survivor.replaces ?? []) + [from] + (gone.replaces ?? [])
            let deciding = choice.taken.intersection(Duplicate.fields).union(["replaces"])
            let held = deciding.subtracting(try Self.held(to, transaction))
            try EditStore.save(merged, holding: deciding, in: transaction)
            let places = try Self.move(choice.places, from: from, to: to, in: transaction)
            try transaction.execute(
                "UPDATE directory_service SET merged_into = \(to), modified_at = \(transaction.now) WHERE id = \(from)")
            try transaction.journal(.closed, "service", from)
            let encoder = RecordEncoder()
            try transaction.execute(
                """
                INSERT INTO directory_merge (id, from_id, to_id, former, merged, held, places, merged_at)
                VALUES (\(choice.id), \(from), \(to), \(try encoder.text(survivor)), \(try encoder.text(merged)),
                    \(JSONColumn(held.sorted())), \(JSONColumn(places)), \(transaction.now))
                """)
            try transaction.journal(.created, "merge", choice.id, ["from": from, "to": to])
            try Self.answer(from, to, "merged", in: transaction)
            return true
        }
    }

    /// Undoes a merge: the two are as they were, except for what was changed since.
    ///
    /// - Returns: false when it was undone already.
    func undo(_ id: String, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            guard let merge = try Self.merges("m.id = \(id) AND m.undone_at IS NULL", limit: 1, transaction).first,
                let survivor = try (transaction.records(Service.row(merge.to)) as [Service]).first
            else { return false }
            try EditStore.save(merge.undone(on: survivor), holding: [], in: transaction)
            try transaction.execute(
                """
                DELETE FROM directory_held_field
                WHERE kind = \(ImportPlan.Kind.service) AND record_id = \(merge.to) AND field IN \(list: merge.held)
                """)
            _ = try Self.move(Set(merge.places), from: merge.to, to: merge.from, in: transaction)
            try transaction.execute(
                """
                DELETE FROM directory_held_field
                WHERE kind = \(ImportPlan.Kind.serviceAtLocation) AND record_id IN \(list: merge.places) AND field = 'serviceID'
                """)
            try transaction.execute(
                "UPDATE directory_service SET merged_into = NULL, modified_at = \(transaction.now) WHERE id = \(merge.from)")
            try transaction.journal(.reopened, "service", merge.from)
            try transaction.execute("UPDATE directory_merge SET undone_at = \(transaction.now) WHERE id = \(id)")
            try transaction.journal(.closed, "merge", id)
            try Self.answer(merge.from, merge.to, "waiting", in: transaction)
            return true
        }
    }

    private static func move(_ places: Set<String>, from: String, to: String, in transaction: Transaction) throws -> [String] {
        let known = try transaction.values(
            String.self,
            """
            SELECT id FROM directory_service_at_location WHERE service_id = \(from) AND ended = 0 AND id IN \(list: places.sorted())
            ORDER BY id
            """)
        for place in known { _ = try EditStore.change(ServiceAtLocation.self, place, in: transaction) { $0.serviceID = to } }
        return known
    }

    private static func held(_ service: String, _ session: Session) throws -> [String] {
        try session.values(
            String.self,
            "SELECT field FROM directory_held_field WHERE kind = \(ImportPlan.Kind.service) AND record_id = \(service) ORDER BY field")
    }

    private static func answer(_ one: String, _ other: String, _ state: String, in transaction: Transaction) throws {
        let pair = [one, other].sorted()
        try transaction.execute(
            """
            UPDATE directory_duplicate SET state = \(state), answered_at = \(transaction.now)
            WHERE first_id = \(pair[0]) AND second_id = \(pair[1])
            """)
        try transaction.journal(.changed, "duplicate", "\(pair[0])_\(pair[1])", ["state": state])
    }

    private static func pairs(_ condition: SQL, limit: Int, _ session: Session) throws -> [Duplicate] {
        let decoder = JSONDecoder()
        return try session.rows(
            """
            SELECT a.record, b.record, d.likeness, d.reasons FROM directory_duplicate AS d
            JOIN directory_service AS a ON a.id = d.first_id JOIN directory_service AS b ON b.id = d.second_id
            WHERE a.merged_into IS NULL AND b.merged_into IS NULL AND a.status <> 'defunct' AND b.status <> 'defunct'
                AND \(sql: condition)
            ORDER BY d.likeness DESC, d.first_id, d.second_id LIMIT \(limit)
            """
        ).map { row in
            let (first, second): (String, String) = (try row[0], try row[1])
            return Duplicate(
                first: try decoder.decode(Service.self, from: Data(first.utf8)),
                second: try decoder.decode(Service.self, from: Data(second.utf8)), likeness: try row[2], reasons: try row[3])
        }
    }

    private static func merges(_ condition: SQL, limit: Int, _ session: Session) throws -> [ServiceMerge] {
        try session.rows(
            """
            SELECT m.id, m.from_id, m.to_id, m.former, m.merged, m.held, m.places FROM directory_merge AS m
            WHERE \(sql: condition) ORDER BY m.merged_at DESC, m.id LIMIT \(limit)
            """
        ).map { row in
            let (held, places): (JSONColumn<[String]>, JSONColumn<[String]>) = (try row[5], try row[6])
            return ServiceMerge(
                id: try row[0], from: try row[1], to: try row[2], former: try row[3], merged: try row[4], held: held.value,
                places: places.value)
        }
    }
}
