import Core

/// What an import did or would do, for a person and for a program.
package struct ImportReport: Codable, Sendable {
    package let input: String
    /// Records or lines seen.
    package let read: Int
    package let created: [ImportPlan.Reference]
    package let changed: [ImportPlan.Change]
    package let unchanged: Int
    package let withdrawn: [ImportPlan.Reference]
    package let refused: [ImportIssue]
    package let warnings: [ImportIssue]
    /// Pairs of different sources that may be one and the same, for a person to look at; nothing was merged.
    package var suspects: [DuplicateSuspect] = []

    package init(input: String, reading: ImportReading, plan: ImportPlan) {
        self.input = input
        read = reading.read
        created = plan.created
        changed = plan.changed
        unchanged = plan.unchanged
        withdrawn = plan.withdrawn
        refused = reading.refused
        warnings =
            reading.warnings + plan.unreadable.map { ImportIssue(Refusal("\($0): it was left as it is"), record: $0.id) }
            + plan.news.map {
                ImportIssue(
                    Refusal("its team decided “\($0.field)”, and the source now says something else: see the queue"), record: $0.record)
            }
    }

    /// The whole report as JSON.
    package var json: [UInt8] { JSONText.encode(self) }

    /// Figures first, then at most `limit` lines of each kind; the JSON has them all.
    package func summary(limit: Int = 5) -> String {
        var lines = [
            "\(input): \(read) read, \(created.count) new, \(changed.count) changed, \(unchanged) unchanged, "
                + "\(withdrawn.count) withdrawn, \(refused.count) refused, \(warnings.count) to look at"
        ]
        for kind in ImportPlan.Kind.allCases {
            let figures = [
                created.count { $0.kind == kind }, changed.count { $0.record.kind == kind }, withdrawn.count { $0.kind == kind },
            ]
            guard figures != [0, 0, 0] else { continue }
            lines.append("  \(kind.rawValue): \(figures[0]) new, \(figures[1]) changed, \(figures[2]) withdrawn")
        }
        lines += section("refused", refused.map(\.description), limit: limit)
        lines += section("to look at", warnings.map(\.description), limit: limit)
        lines += section("perhaps the same", suspects.map(\.description), limit: limit)
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ items: [String], limit: Int) -> [String] {
        guard !items.isEmpty else { return [] }
        let rest = items.count > limit ? ["  … and \(items.count - limit) more; --report FILE writes them all"] : []
        return ["\(title):"] + items.prefix(limit).map { "  " + $0 } + rest
    }
}
