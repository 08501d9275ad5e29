import Core
import Web

/// The week editor of one place: its rows, what comes of them in the next two weeks, and the next closures.
struct HoursFormPage: Page {
    static let template = "directory/work/hours"
    static let formName = "edit-hours"

    let title: Text
    let place: String
    let back: String
    let action: String
    let token: String
    let position: String
    let summary: ErrorSummary?
    let clash: Text?
    let isSaved: Bool
    let rows: [RowView]
    let holidays: Choices
    let holidayRow: RowView
    let schoolHolidays: Choices
    let hasRows: Bool
    let text: Field
    /// Hours a source wrote in words: to be typed here once.
    let sourceText: String?
    let weeks: [HoursTable]
    let hasWeeks: Bool
    let closures: [ClosureLine]
    let hasClosures: Bool
    let closuresPath: String
    let waiting: [DraftLine]
    let later: Field
    let draftID: String?
    var isHiddenFromSearchEngines: Bool { true }

    /// One weekday.
    struct RowView {
        let id: String
        let day: Text
        let a: String
        let b: String
        let c: String
        let d: String
        let isUnknown: Bool
        let error: Text?
    }

    struct ClosureLine {
        let days: String
        let text: Text
    }

    struct Draft {
        var listing: Listing
        var position: Int64
        var fields: FormFields
        /// What the rows or the text come to; nil while something has to be corrected or nothing is known.
        var hours: OpeningHours?
        var hasRows: Bool
        var problems = FormProblems()
        var clashes: [EditMerge.Clash] = []
        var isSaved = false
        var waiting: [RecordDraft] = []
        var draftID: String?
    }

    init(_ draft: Draft, token: String, now: Instant, reader: Reader) {
        let words = reader.context.catalogue
        let listing = draft.listing
        let snapshot = reader.snapshot
        let root = "/\(reader.context.language.tag)/work"
        let formats = reader.context.formats
        title = words("edit.hours_title", ["name": listing.service.name.reading(in: .french)?.text ?? ""])
        place = listing.location.name ?? listing.location.address?.street ?? listing.organization.name
        back = root
        action = "\(root)/places/\(listing.place.id)/hours"
        closuresPath = "\(root)/closures?place=\(listing.place.id)"
        waiting = reader.waiting(draft.waiting.filter { $0.id != draft.draftID })
        later = PublishMoment.field(draft.fields[PublishMoment.field], draft.problems, words)
        draftID = draft.draftID
        self.token = token
        position = String(draft.position)
        summary = draft.problems.summary(in: words)
        clash =
            draft.clashes.isEmpty ? nil : words("edit.theirs", ["value": draft.clashes.map(\.theirsInWords).joined(separator: ", ")])
        isSaved = draft.isSaved
        let monday = Day(year: 2_024, month: 1, day: 1)
        func row(_ id: String, _ day: Text) -> RowView {
            RowView(
                id: id, day: day, a: draft.fields[id + "a"], b: draft.fields[id + "b"], c: draft.fields[id + "c"],
                d: draft.fields[id + "d"], isUnknown: draft.fields[id + "unknown"] == "yes",
                error: draft.problems.text(of: id + "a", in: words) ?? draft.problems.text(of: id + "c", in: words))
        }
        rows = HoursForm.rows.enumerated().map { row($1, formats.weekday(monday.advanced(by: $0))) }
        holidayRow = row("ph", words("edit.public_holidays"))
        func choices(_ id: String, _ values: [String], _ key: String) -> Choices {
            let chosen = draft.fields[id].isEmpty ? "usual" : draft.fields[id]
            return Choices(id, label: words(key), choices: values.map { .init($0, words("edit.holiday_\($0)"), isOn: $0 == chosen) })
        }
        holidays = choices("ph", ["usual", "closed", "open"], "edit.public_holidays")
        schoolHolidays = choices("sh", ["usual", "closed"], "edit.school_holidays")
        hasRows = draft.hasRows
        text = Field(
            "text", label: words("edit.hours_notation"), value: draft.fields["text"], longest: OpeningHours.longestText, lines: 3,
            hint: words("edit.hours_notation_hint"), error: draft.problems.text(of: "text", in: words), isOptional: true)
        sourceText = listing.place.hoursText
        let hoursContext = snapshot.hoursContext(of: listing)
        weeks =
            draft.hours.map { hours in
                let days = WeekView(hours, in: hoursContext, now: now, length: 14, snapshot: snapshot, context: reader.context).days
                return [
                    HoursTable(Array(days.prefix(7)), caption: words("edit.this_week")),
                    HoursTable(Array(days.dropFirst(7)), caption: words("edit.next_week")),
                ]
            } ?? []
        hasWeeks = !weeks.isEmpty
        let today = snapshot.local(now).day
        closures = listing.place.closures.filter { $0.to >= today }.sorted { $0.from < $1.from }.prefix(5).map { closure in
            let from = formats.date(closure.from, today: today).plain
            return ClosureLine(
                days: closure.from == closure.to ? from : "\(from) – \(formats.date(closure.to, today: today).plain)",
                text: closure.reason.reading(in: reader.context.language).map { Text($0) } ?? words("hours.closed"))
        }
        hasClosures = !closures.isEmpty
    }
}
