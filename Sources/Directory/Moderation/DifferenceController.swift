import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/differences`: their team says one thing, the source now says another; somebody chooses.
struct DifferenceController: Sendable {
    let work: WorkController
    let store: SourceStore

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .change(.directory))
        let page = DifferencesPage(
            try await store.waiting(in: scope, limit: DifferencesPage.most),
            token: work.formGuard.token(for: DifferencesPage.formName, in: context), reader: try work.reader(context))
        return try work.views.html(page, context, caching: .never)
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        _ = try context.requireScope(of: .change(.directory))
        let fields = try await request.formFields(context)
        let key = SourceWord.Key(kind: .init(rawValue: fields["kind"]) ?? .service, record: fields["record"], field: fields["field"])
        let act = try work.author("directory.source", organization: try await store.organization(of: key), context)
        guard work.formGuard.verdict(on: fields, for: DifferencesPage.formName, request, context) == .accepted,
            ["ours", "theirs"].contains(fields["answer"])
        else { throw HTTPError(.unprocessableContent) }
        // Answered meanwhile, or said anew: the list shows what there is now.
        _ = try await store.answer(key, seen: fields["seen"], takesTheirs: fields["answer"] == "theirs", act)
        return context.redirect(to: "work/differences")
    }
}

/// Fields that a source says otherwise than their team.
struct DifferencesPage: Page {
    static let template = "directory/work/differences"
    static let formName = "differences"
    static let most = 100

    let title: Text
    let back: String
    let action: String
    let token: String
    let lines: [Line]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let service: Text
        let path: String
        let field: Text
        let ours: String
        let theirs: String
        let source: String
        let when: Text
        let kind: String
        let record: String
        let name: String
        let seen: String
    }

    init(_ differences: [SourceDifference], token: String, reader: Reader) {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)/work"
        title = words("source.title")
        back = "\(root)/queue"
        action = "\(root)/differences"
        self.token = token
        lines = differences.map { difference in
            let key = "edit.\(difference.key.field.inCatalogue)"
            let service = difference.service
            return Line(
                service: reader.text(service.name) ?? reader.asWritten(service.id), path: "\(root)/services/\(service.id)",
                field: words.has(key) ? words(key) : Text(difference.key.field, in: .english), ours: difference.ours,
                theirs: difference.theirs, source: service.provenance.title ?? service.provenance.source,
                when: reader.context.formats.day(reader.snapshot.local(difference.noticedAt).day), kind: difference.key.kind.rawValue,
                record: difference.key.record, name: difference.key.field, seen: "\(difference.noticedAt)")
        }
        isEmpty = lines.isEmpty
    }
}
