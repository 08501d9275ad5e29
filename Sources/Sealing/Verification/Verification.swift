import Core
import Database

/// What `parvis verify` does: reads the whole journal once and proves it against its seals, and its seals against what was kept outside.
package struct Verification: Sendable {
    private let keys: [CheckpointPublicKey]
    private let now: Instant
    private let allowsUnsealed: Bool
    private var claims: [Claim] = []
    private var foreign: [Finding] = []

    /// Entries younger than this, in seconds, may still wait for their seal.
    static let patience: Int64 = 600

    /// - Parameters:
    ///   - keys: the public keys whose checkpoints are ours; never taken from the database itself.
    ///   - allowsUnsealed: entries behind the last seal are told, not held against the journal: a backup ends with such entries.
    package init(keys: [CheckpointPublicKey], now: Instant, allowsUnsealed: Bool = false) {
        self.keys = keys
        self.now = now
        self.allowsUnsealed = allowsUnsealed
    }

    /// Also compares with checkpoints that were kept outside the database.
    package mutating func compare(with notes: [SignedNote], of source: String) {
        for note in notes {
            guard let checkpoint = note.checkpoint(signedBy: keys) else {
                let at = note.checkpoint.map { " of \($0.at)" } ?? ""
                foreign.append(.witnessNotOurs(witness: "the checkpoint\(at) in \(source)"))
                continue
            }
            claims.append(
                Claim(
                    size: checkpoint.size, witness: "the checkpoint of \(checkpoint.at) in \(source)", content: .checkpoint(checkpoint.seal)
                ))
        }
    }

    /// Also compares with a line of the register.
    package mutating func compare(with line: RegisterLine) {
        claims.append(Claim(size: line.size, witness: "the register", content: .written(line.root)))
    }

    /// - Parameter progress: called now and then with how many entries were read, and how many there are.
    package func run(
        _ database: Database, progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> VerificationReport {
        try await database.read { try run(in: $0, progress: progress) }
    }

    /// The same within a transaction.
    package func run(in session: Session, progress: (Int64, Int64) -> Void = { _, _ in }) throws -> VerificationReport {
        var audit = try Audit(session, keys: keys, claims: claims, today: now.utcDay)
        for finding in foreign { audit.report.add(finding) }
        try audit.run(progress)
        let report = audit.report
        guard report.unsealed > 0, !allowsUnsealed else { return report }
        return report.refusingUnsealed(before: now - Self.patience)
    }
}

/// What a verification found.
package struct VerificationReport: Sendable {
    /// Nothing when all is well.
    package private(set) var findings: [Finding] = []
    /// Findings beyond the first twenty.
    package private(set) var more = 0
    /// Entries read.
    package internal(set) var entries: Int64 = 0
    package internal(set) var days = 0
    /// Days of which only the root is left, and how many entries they had.
    package internal(set) var prunedDays = 0
    package internal(set) var prunedEntries: Int64 = 0
    /// Entries behind the last seal, and when the first of them was written.
    package internal(set) var unsealed: Int64 = 0
    var oldestUnsealed: Instant?
    /// The position of the last entry, sealed or not.
    package internal(set) var last: Int64 = 0
    /// The newest signed checkpoint.
    package internal(set) var checkpoint: Checkpoint?
    /// Checkpoints from outside that agree, and those inside a pruned day that can no longer be compared.
    package internal(set) var agreeing = 0
    package internal(set) var incomparable = 0

    package var isWhole: Bool { findings.isEmpty }

    mutating func add(_ finding: Finding) {
        if findings.count < 20 { findings.append(finding) } else { more += 1 }
    }

    func refusingUnsealed(before limit: Instant) -> VerificationReport {
        // Without any seal there is no telling since when.
        guard checkpoint == nil || oldestUnsealed.map({ $0 < limit }) ?? true else { return self }
        var report = self
        report.add(.unsealed(last - unsealed + 1, through: last, since: oldestUnsealed))
        return report
    }

    /// One sentence for whoever asked.
    package var sentence: String {
        guard isWhole else { return "The journal is NOT as it was sealed." }
        var parts = ["The journal is whole: \(entries) entries proven, in \(days == 1 ? "one day" : "\(days) days")"]
        if prunedDays > 0 {
            parts.append(
                "the roots of \(prunedDays == 1 ? "one older day" : "\(prunedDays) older days") (\(prunedEntries) entries) in place")
        }
        if let checkpoint { parts.append("sealed until \(checkpoint.at) at entry \(checkpoint.size)") }
        if unsealed > 0 {
            parts.append(unsealed == 1 ? "one newer entry waits for its seal" : "\(unsealed) newer entries wait for their seal")
        }
        if agreeing > 0 {
            parts.append(agreeing == 1 ? "one checkpoint kept outside agrees" : "\(agreeing) checkpoints kept outside agree")
        }
        if incomparable > 0 { parts.append("\(incomparable) lie within pruned days and can no longer be compared") }
        return parts.joined(separator: ", ") + "."
    }
}
