import Foundation

/// A PostgreSQL server of this test process alone: its own folder, a socket in it, no port, no disk flushes.
///
/// A watcher outside the process stops it and removes its folder when the process ends, however it ends.
package final class PostgresServer: Sendable {
    /// The one all tests share; made when the first asks.
    static let shared = Result { try PostgresServer() }

    package let folder: String
    private let binaries: String
    private let durable: Bool

    /// Makes and starts a server. A durable one flushes to the disk, as a city's does; for measuring.
    package init(durable: Bool = false) throws {
        self.durable = durable
        binaries = try Self.findBinaries()
        folder = NSTemporaryDirectory() + "/parvis-pg-\(getpid())-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try Shell.run("chown", "postgres", folder) }
        // The watcher comes first: whatever happens next is cleaned up.
        try watch()
        // A collation that is not the byte order, as most servers have one: what the program sorts must not depend on it.
        try asServer(
            "\(binaries)/initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C",
            "--locale-provider=icu", "--icu-locale=und")
        try start()
    }

    package func start() throws {
        let flush = durable ? "" : "-c fsync=off -c full_page_writes=off "
        let options = flush + "-c listen_addresses='' -c unix_socket_directories=\(folder) -c max_connections=400 -c shared_buffers=64MB"
        try asServer("\(binaries)/pg_ctl", "start", "-D", data, "-l", "\(folder)/log", "-w", "-t", "60", "-o", options)
    }

    package func stop() throws {
        try asServer("\(binaries)/pg_ctl", "stop", "-D", data, "-m", "immediate", "-w")
    }

    package func url(_ database: String) -> String { "postgres://postgres@/\(database)?host=\(folder)" }

    package func run(_ statement: String) throws {
        try Shell.run("\(binaries)/psql", "-q", "-X", "-h", folder, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c", statement, "postgres")
    }

    private var data: String { folder + "/data" }

    /// PostgreSQL refuses to run as root.
    private func asServer(_ command: String...) throws {
        let prefix = getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
        try Shell.run(prefix + command)
    }

    private func watch() throws {
        let script = """
            while kill -0 \(getpid()) 2>/dev/null; do sleep 0.3; done
            [ -f '\(data)/postmaster.pid' ] && kill -QUIT "$(head -n 1 '\(data)/postmaster.pid')"
            sleep 0.5; rm -rf '\(folder)'
            """
        try Shell.start("setsid", "sh", "-c", script)
    }

    private static func findBinaries() throws -> String {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let folders =
            versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(debian)/\($0)/bin" } + [
                "/usr/local/bin", "/usr/bin", "/opt/homebrew/bin",
            ]
        guard let found = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }) else {
            throw Shell.Failure(reason: "PostgreSQL's initdb was not found: install postgresql-15, the tests run on both engines")
        }
        return found
    }
}
