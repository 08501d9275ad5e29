import Core
import Web

/// What waits for an answer, and the last answers.
struct QueuePage: Page {
    static let template = "directory/work/queue"
    static let formName = "queue"
    static let most = 100

    let title: Text
    let back: String
    let needsPath: String?
    let duplicatesPath: String?
    let differencesPath: String
    let organizationsPath: String?
    let summary: ErrorSummary?
    let isEmpty: Bool
    let more: Text?
    let items: [ItemView]
    let answered: [ItemView]
    let hasAnswered: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct ItemView {
        let heading: Text
        /// To the form of the service.
        let path: String?
        let what: Text
        let area: Text?
        let words: Text?
        let when: Text
        let reply: Text?
        let note: String?
        let form: Form?
    }

    struct Form {
        let action: String
        let token: String
        let answers: [Answer]
        let note: Field
    }

    /// An answer that could not be taken, with what was typed.
    struct Typed {
        let item: String
        let note: String
        let problems: FormProblems

        /// The name of the field in the page, where every item has one.
        static func field(of item: String) -> String { "note-\(item)" }
    }

    struct Answer {
        let value: String
        let text: Text
    }

    init(_ waiting: [QueueItem], hasMore: Bool, answered: [QueueItem], seesNeeds: Bool, typed: Typed? = nil, token: String, reader: Reader)
    {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)/work"
        title = words("queue.title")
        back = root
        needsPath = seesNeeds ? "\(root)/needs" : nil
        duplicatesPath = seesNeeds ? "\(root)/duplicates" : nil
        differencesPath = "\(root)/differences"
        organizationsPath = seesNeeds ? "\(root)/organizations" : nil
        summary = typed?.problems.summary(in: words)
        isEmpty = waiting.isEmpty
        more = hasMore ? words("queue.more", count: Self.most) : nil
        items = waiting.map { ItemView($0, token: token, typed: typed?.item == $0.feedback.id ? typed : nil, reader: reader) }
        self.answered = answered.map { ItemView($0, token: nil, typed: nil, reader: reader) }
        hasAnswered = !answered.isEmpty
    }
}

extension QueuePage.ItemView {
    /// - Parameter token: nil when the item is answered.
    fileprivate init(_ item: QueueItem, token: String?, typed: QueuePage.Typed?, reader: Reader) {
        let words = reader.context.catalogue
        let feedback = item.feedback
        let root = "/\(reader.context.language.tag)/work"
        let isMissing = feedback.kind == .missing
        let need = isMissing ? feedback.subject.flatMap { reader.snapshot.taxonomy[$0] }.flatMap { reader.text($0.label) } : nil
        heading = item.service.flatMap { reader.text($0.name) } ?? need ?? words("queue.missing")
        path = item.service.map { "\(root)/services/\($0.id)" }
        what = isMissing ? words("queue.missing") : words("feedback.\(feedback.subject ?? "other")")
        area = reader.areaName(feedback.areaCode)
        let said = Text(feedback.words, in: feedback.language, isFallback: feedback.language != reader.context.language)
        self.words = feedback.words.isEmpty ? nil : said
        when = reader.context.formats.day(reader.snapshot.local(feedback.receivedAt).day)
        reply = item.reply.map { words($0.answer == .notOurs && token != nil ? "queue.handed_over" : "queue.\($0.answer.rawValue)") }
        note = item.reply.flatMap { $0.note.isEmpty ? nil : $0.note }
        form = token.map { token in
            QueuePage.Form(
                action: "\(root)/queue/\(feedback.id)", token: token,
                answers: QueueItem.Answer.choices(for: feedback.kind).map {
                    .init(value: $0.rawValue, text: words("queue.\($0.rawValue)"))
                },
                note: Field(
                    QueuePage.Typed.field(of: feedback.id), label: words("queue.note"), value: typed?.note ?? "",
                    longest: QueueItem.longestNote, lines: 2,
                    error: typed?.problems.text(of: QueuePage.Typed.field(of: feedback.id), in: words), isOptional: true))
        }
    }
}

/// Which help is missed in which part of the city.
struct NeedsPage: Page {
    static let template = "directory/work/needs"

    let title: Text
    let back: String
    let map: CityMap
    let everywhere: String?
    let lines: [Line]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let need: Text
        let area: Text
        let count: Int
    }

    init(_ needs: [MissedNeed], area: String?, reader: Reader) {
        let root = "/\(reader.context.language.tag)/work"
        title = reader.context.catalogue("queue.needs")
        back = "\(root)/queue"
        map = CityMap(reader.snapshot.territory, marked: area, language: reader.context.language) { "\(root)/needs?area=\($0.code)" }
        everywhere = area == nil ? nil : "\(root)/needs"
        lines = needs.map { missed in
            Line(
                need: reader.snapshot.taxonomy[missed.need].flatMap { reader.text($0.label) } ?? reader.asWritten(missed.need),
                area: reader.areaName(missed.area) ?? reader.asWritten(missed.area), count: missed.count)
        }
        isEmpty = lines.isEmpty
    }
}
