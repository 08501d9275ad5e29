import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/services/{id}/history`: what was changed, by whom, and the way back.
struct HistoryController: Sendable {
    let work: WorkController
    let database: Database
    /// The names of people by their account, for those of the reader's own organization and of the city.
    let names: @Sendable ([String]) async throws -> [String: String]

    static let most = 50

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try await page(isConflict: false, isUndone: request.uri.queryParameters["undone"] != nil, context)
    }

    @Sendable func undo(_ request: Request, _ context: AppContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let act = try await work.author("directory.undo", ofService: id, context)
        let fields = try await request.formFields(context)
        guard work.formGuard.verdict(on: fields, for: HistoryPage.formName, request, context) == .accepted,
            let sequence = Int64(fields["entry"])
        else { throw HTTPError(.unprocessableContent) }
        guard let entry = try await entries(ofService: id).first(where: { $0.sequence == sequence }), entry.act.canBeUndone else {
            throw HTTPError(.notFound)
        }
        do {
            try await database.write(act) { try Self.undo(entry, in: $0) }
        } catch is FieldDifferences.Conflict {
            return try await page(isConflict: true, isUndone: false, context).response(from: request, context: context)
        }
        return context.redirect(to: "work/services/\(id)/history?undone=1")
    }

    private static func undo(_ entry: JournalEntry, in transaction: Transaction) throws {
        let differences = try FieldDifferences(payload: entry.payload)
        switch ImportPlan.Kind(rawValue: entry.subjectKind) {
        case .service: try undo(Service.self, entry, differences, in: transaction)
        case .serviceAtLocation: try undo(ServiceAtLocation.self, entry, differences, in: transaction)
        default: throw HTTPError(.notFound)
        }
    }

    private static func undo<Record: EditableRecord>(
        _ type: Record.Type, _ entry: JournalEntry, _ differences: FieldDifferences, in transaction: Transaction
    ) throws {
        guard let current = try (transaction.records(Record.row(entry.subjectID)) as [Record]).first else { throw HTTPError(.notFound) }
        let before = try Record(RecordFields(json: differences.undone(on: RecordEncoder().text(current))))
        let fields = differences.fields.filter { !$0.isOfTranslation }.compactMap { $0.path.split(separator: "/").first.map(String.init) }
        try EditStore.save(before, holding: Set(fields), in: transaction)
    }

    /// The entries of the service and of its places, newest first.
    private func entries(ofService id: String) async throws -> [JournalEntry] {
        let places = try await work.store.places(ofService: id)
        var entries = try await database.history(of: ImportPlan.Kind.service.rawValue, id, limit: Self.most)
        for place in places {
            entries += try await database.history(of: ImportPlan.Kind.serviceAtLocation.rawValue, place, limit: Self.most)
        }
        return Array(entries.sorted { $0.sequence > $1.sequence }.prefix(Self.most))
    }

    private func page(isConflict: Bool, isUndone: Bool, _ context: AppContext) async throws -> HTML {
        let id = try context.parameters.require("id")
        _ = try await work.author("directory.history", ofService: id, context)
        guard let opened = try await work.edits.open(Service.self, id) else { throw HTTPError(.notFound) }
        let entries = try await entries(ofService: id)
        let people = try await names(entries.compactMap(\.act.author.account))
        let page = try HistoryPage(
            entries, of: opened.record, people: people, isConflict: isConflict, isUndone: isUndone,
            token: work.formGuard.token(for: HistoryPage.formName, in: context),
            reader: try work.reader(context))
        return try work.views.html(page, context, status: isConflict ? .conflict : .ok, caching: .never)
    }
}

extension Act {
    /// What the city decides (a label, a merge) has its own way back: no editor undoes it from the history.
    var canBeUndone: Bool { !name.hasPrefix("label.") && !name.hasPrefix("merge.") }
}

extension FieldDifferences.Field {
    /// Only a translation: its French text is still its source's to change.
    fileprivate var isOfTranslation: Bool {
        let path = path.split(separator: "/").map(String.init)
        return path.count > 2 && TranslationDesk.languages.contains { path.contains($0.tag) }
    }
}

extension Act.Author {
    var account: String? {
        if case .person(let id) = self { id } else { nil }
    }
}

/// The changes of one service, newest first, each field before and after.
struct HistoryPage: Page {
    static let template = "directory/work/history"
    static let formName = "history"

    let title: Text
    let back: String
    let action: String
    let token: String
    let isConflict: Bool
    let isUndone: Bool
    let entries: [EntryView]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct EntryView {
        let when: Text
        let who: Text
        let what: Text
        let fields: [FieldView]
        let sequence: String
        let canUndo: Bool
    }

    struct FieldView {
        let name: Text
        let before: String
        let after: String
    }

    init(
        _ entries: [JournalEntry], of service: Service, people: [String: String], isConflict: Bool, isUndone: Bool, token: String,
        reader: Reader
    ) throws {
        let words = reader.context.catalogue
        title = words("edit.history_title", ["name": service.name.reading(in: .french)?.text ?? ""])
        back = "/\(reader.context.language.tag)/work/services/\(service.id)"
        action = "\(back)/undo"
        self.token = token
        self.isConflict = isConflict
        self.isUndone = isUndone
        self.entries = try entries.map { try EntryView($0, people: people, reader: reader) }
        isEmpty = entries.isEmpty
    }
}

extension HistoryPage.EntryView {
    init(_ entry: JournalEntry, people: [String: String], reader: Reader) throws {
        let words = reader.context.catalogue
        let formats = reader.context.formats
        let local = reader.snapshot.local(entry.at)
        when = words("edit.when", ["day": formats.day(local.day).plain, "time": formats.time(minute: local.minute)])
        who =
            switch entry.act.author {
            case .person(let id): people[id].map { Text($0, in: .french) } ?? words("edit.by_colleague")
            case .visitor: words("edit.by_visitor")
            case .system, .command: words("edit.by_import")
            }
        let key = "act." + entry.act.name.replacing(".", with: "_")
        what = words(words.has(key) ? key : "act.other")
        let differences = try FieldDifferences(payload: entry.payload)
        fields = differences.fields.prefix(30).map { HistoryPage.FieldView($0, words: words) }
        sequence = String(entry.sequence)
        canUndo = !differences.fields.isEmpty && entry.change != .created && entry.act.canBeUndone
    }
}

extension HistoryPage.FieldView {
    init(_ field: FieldDifferences.Field, words: Catalogue) {
        let path = field.path.split(separator: "/").map(String.init)
        let language = path.count > 1 ? Language(path[1]) : nil
        let key = "edit.\(path.first?.inCatalogue ?? "")"
        let label = words.has(key) ? words(key) : Text(path.first ?? "", in: .english)
        name = language.flatMap { Language.all.contains($0) ? $0 : nil }.map { tag in label.map { "\($0) (\(tag.endonym))" } } ?? label
        before = field.before.inWords
        after = field.after.inWords
    }
}
