import Core
import Database
import Logging
import Search
import Synchronization
import TestKit
import Testing

@testable import Directory

/// What keeps the directory in memory true, driven on both engines.
@Suite struct SnapshotRefreshTests {
    /// A node on an invented city, with a clock that is set by hand and a log that is kept.
    private final class Node: Sendable {
        let database: Database
        let reader: DirectoryReader
        let refresh: SnapshotRefresh
        let clock: Clock
        let log = KeptLog()

        final class Clock: Sendable {
            let now = Mutex(SnapshotTests.monday)
            func set(_ moment: Instant) { now.withLock { $0 = moment } }
        }

        init(_ engine: TestDatabase.Engine, services: ClosedRange<Int> = 1...4) async throws {
            let clock = Clock()
            self.clock = clock
            database = try await InventedDirectory.city(engine)
            reader = DirectoryReader(now: { clock.now.withLock { $0 } })
            let log = self.log
            refresh = SnapshotRefresh(database: database, reader: reader, logger: Logger(label: "test", factory: { _ in log }))
            try await bring(services)
            try await refresh.start()
        }

        func bring(_ services: ClosedRange<Int>, hours: String? = "Mo-Fr 09:00-17:00") async throws {
            let reading = InventedDirectory.reading(InventedDirectory.records(services: services, hours: hours))
            _ = try await DirectoryImport(database: database).run(reading, from: "test")
        }

        func found(_ words: String, openOnly: Bool = false) throws -> Int {
            let snapshot = try reader.snapshot()
            return try snapshot.index.search(SearchQuery(words: words, at: reader.now(), openOnly: openOnly)).total
        }

        /// Changes rows as no version of ours would, with the entry the journal asks for.
        func meddle(_ kind: String, _ id: String, _ change: SQL) async throws {
            try await database.write(Act("test", by: .system, for: "test")) { transaction in
                try transaction.execute(change)
                try transaction.journal(.changed, kind, id)
            }
        }
    }

    private static func service(_ number: Int) -> String { InventedDirectory.provenance("s\(number)").identifier("service") }

    @Test(arguments: TestDatabase.engines)
    func anUnreadableRecordIsLeftOutToldOnceAndComesBack(engine: TestDatabase.Engine) async throws {
        let node = try await Node(engine)
        let id = Self.service(2)
        let record = try #require(
            try await node.database.read { try $0.value(String.self, "SELECT record FROM directory_service WHERE id = \(id)") })
        try await node.meddle("service", id, "UPDATE directory_service SET record = '{\"later\": 1}' WHERE id = \(id)")
        #expect(await node.refresh.refresh())
        #expect(try node.found("douche") == 3)
        #expect(node.reader.current?.unreadable == [UnreadableRecord(kind: "service", id: id)])
        let another = Self.service(3)
        try await node.meddle("service", another, "UPDATE directory_service SET modified_at = modified_at WHERE id = \(another)")
        #expect(await node.refresh.refresh())
        #expect(node.log.lines == ["a stored record cannot be read and is left out service \(id)"])
        // A node that starts with it serves the rest as well.
        let other = DirectoryReader(now: { SnapshotTests.monday })
        try await SnapshotRefresh(database: node.database, reader: other, logger: Logger(label: "test", factory: { _ in KeptLog() }))
            .start()
        #expect(other.current?.unreadable.count == 1)
        #expect(try other.snapshot().count == node.reader.snapshot().count)

        try await node.meddle("service", id, "UPDATE directory_service SET record = \(record) WHERE id = \(id)")
        #expect(await node.refresh.refresh())
        #expect(node.reader.current?.unreadable.isEmpty == true)
        #expect(try node.found("inventée 2") == 1)
    }

    @Test(arguments: TestDatabase.engines)
    func aReadThatFailedIsTriedAgain(engine: TestDatabase.Engine) async throws {
        let node = try await Node(engine)
        let following = Task { await node.refresh.run() }
        defer { following.cancel() }
        try await node.meddle("service", "away", "ALTER TABLE directory_service_at_location RENAME TO away")
        try await until { !node.log.lines.isEmpty }
        #expect(node.log.lines.first?.hasPrefix("the directory could not be refreshed") == true)
        #expect(try node.found("douche") == 4)
        try await node.meddle("service", "away", "ALTER TABLE away RENAME TO directory_service_at_location")
        try await node.bring(4...6)
        try await until { try node.found("inventée 6") == 1 }
    }

    @Test(arguments: TestDatabase.engines)
    func aLargeChangeIsReadAnew(engine: TestDatabase.Engine) async throws {
        let node = try await Node(engine)
        try await node.bring(1...900)
        let last = try await node.database.lastSequence()
        #expect(last - (node.reader.current?.position ?? 0) > 2_000)
        #expect(await node.refresh.refresh())
        #expect(node.reader.current?.position == last)
        #expect(try node.found("دوش") == 900)
        #expect(try node.reader.snapshot().index.shouldBeRebuilt == false)
    }

    @Test(arguments: TestDatabase.engines)
    func theCalendarMovesWithoutAChange(engine: TestDatabase.Engine) async throws {
        let node = try await Node(engine)
        let later = SnapshotTests.monday + 70 * 86_400
        #expect(try !node.reader.snapshot().index.isReady(for: later))
        node.clock.set(later)
        #expect(await node.refresh.refresh())
        #expect(try node.reader.snapshot().index.isReady(for: later))
        #expect(try node.found("", openOnly: true) == 4)
    }

    @Test(arguments: TestDatabase.engines)
    func aChangeOfTheCityIsReadAnew(engine: TestDatabase.Engine) async throws {
        let node = try await Node(engine)
        #expect(try node.found("wassim") == 0)
        try await InventedDirectory.save(synonym: "wassim", in: node.database)
        #expect(await node.refresh.refresh())
        #expect(try node.found("wassim") == 4)
    }

    /// Asks again until it holds; a test that waits in vain fails after ten seconds.
    private func until(_ holds: @Sendable () throws -> Bool) async throws {
        for _ in 0..<200 where try !holds() { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try holds())
    }
}

/// Keeps what was logged: the sentence, the kind and the identifier.
private final class KeptLog: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    func log(event: LogEvent) {
        let words = ["kind", "id"].compactMap { event.metadata?[$0].map { "\($0)" } }
        kept.withLock { $0.append((["\(event.message)"] + words).joined(separator: " ")) }
    }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .info }
        set {}
    }
}
