import Database

/// Which entries of the journal tell of the public directory, and of nothing only professionals read.
enum DirectoryNews {
    private static let kinds: Set<String> = ["organization", "location", "service", "service_at_location"]
    private static let changes: Set<JournalEntry.Change> = [.created, .changed, .closed, .reopened, .erased]

    /// A change that touched professional fields alone is not told: even that it happened is theirs.
    static let isPublic: @Sendable (JournalEntry) throws -> Bool = { entry in
        guard kinds.contains(entry.subjectKind), changes.contains(entry.change) else { return false }
        guard entry.change == .changed else { return true }
        let fields = try FieldDifferences(payload: entry.payload).fields
        return fields.isEmpty || fields.contains { $0.path != "/professional" && !$0.path.hasPrefix("/professional/") }
    }
}
