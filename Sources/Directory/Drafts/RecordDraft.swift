import Core
import Web

/// A change that was typed and waits for the moment at which everybody reads it.
struct RecordDraft: Hashable, Sendable {
    let id: String
    let kind: ImportPlan.Kind
    let record: String
    /// Position of the journal when its form was opened.
    let openedAt: Int64
    /// The record with what was typed, as JSON.
    let text: String
    let publishAt: Instant
    let author: String
    let organization: String
    let state: State

    enum State: String, Sendable {
        case waiting, published
        /// Somebody else changed the same fields: it came back to its author.
        case clashed
        case withdrawn
    }
}

/// When a change is to be published, as a form says it.
struct PublishMoment: Sendable {
    static let field = "publishAt"
    /// Nobody knows what is true later.
    static let longestDays = 366

    let fields: FormFields
    let snapshot: DirectorySnapshot
    let now: Instant

    /// On the city's clock; nil for what is no moment to come.
    var moment: Instant? {
        let parts = fields[Self.field].split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(parts[0]) else { return nil }
        let time = parts[1].split(separator: ":").prefix(2).compactMap { Int($0) }
        guard time.count == 2, (0...23).contains(time[0]), (0...59).contains(time[1]) else { return nil }
        let moment = snapshot.zone.instant(day: day, minute: time[0] * 60 + time[1])
        return moment > now && moment < now + Int64(Self.longestDays) * 86_400 ? moment : nil
    }

    /// The text a browser's field takes for a moment.
    static func text(_ moment: Instant, in snapshot: DirectorySnapshot) -> String {
        let local = snapshot.local(moment)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(local.day)T\(two(local.minute / 60)):\(two(local.minute % 60))"
    }

    static func field(_ value: String, _ problems: FormProblems, _ words: Catalogue) -> Field {
        Field(
            field, label: words("draft.when"), value: value, type: "datetime-local", hint: words("draft.when_hint"),
            error: problems.text(of: field, in: words), isOptional: true)
    }
}
