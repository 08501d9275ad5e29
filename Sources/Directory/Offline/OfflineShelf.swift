import Core
import Database
import Search

/// Makes each language's pack once for each state of the directory, and remembers how the last ones were made up.
actor OfflineShelf {
    /// Packs before the present one of which the difference is known.
    static let remembered = 8
    /// Languages whose pack is held; others are made again when they are asked for.
    static let held = 8

    struct Shelved: Sendable {
        let pack: OfflinePack
        let earlier: [OfflinePack.Outline]
    }

    private struct State: Hashable {
        let sequence: Int64
        /// Where the weeks that are computed begin: they move every day.
        let start: Instant
    }

    private let database: Database
    private var shelved: [(language: Language, state: State, packs: Shelved)] = []
    private var making: [Language: Task<Shelved, any Error>] = [:]

    init(database: Database) { self.database = database }

    /// The pack of a language as the directory is now.
    func pack(_ language: Language, of snapshot: DirectorySnapshot) async throws -> Shelved {
        let state = State(sequence: snapshot.sequence, start: snapshot.index.readyFrom)
        let known = shelved.first { $0.language == language }
        if let known, known.state == state { return known.packs }
        if let task = making[language] { return try await task.value }
        let task = Task { try await Self.make(language, snapshot, database, after: known?.packs) }
        making[language] = task
        defer { making[language] = nil }
        let packs = try await task.value
        shelved.removeAll { $0.language == language }
        shelved.append((language, state, packs))
        if shelved.count > Self.held { shelved.removeFirst() }
        return packs
    }

    private static func make(
        _ language: Language, _ snapshot: DirectorySnapshot, _ database: Database, after last: Shelved?
    ) async throws -> Shelved {
        let services = try await services(language, database)
        let pack = try OfflinePackWriter(snapshot: snapshot, language: language, services: services).pack()
        guard let last else { return Shelved(pack: pack, earlier: []) }
        if last.pack.hash == pack.hash { return last }
        let earlier = last.earlier.filter { $0.hash != pack.hash } + [last.pack.outline]
        return Shelved(pack: pack, earlier: earlier.suffix(remembered))
    }

    /// What the pages of services say; a record that cannot be read is left out here as it is there.
    private static func services(_ language: Language, _ database: Database) async throws -> [String: OfflineService] {
        try await database.read { session in
            var services: [String: OfflineService] = [:]
            try session.listings(where: "s.status <> 'defunct'", leaveOut: { _, _ in }) { listing in
                services[listing.service.id] = OfflineService(listing, language: language)
            }
            return services
        }
    }
}
