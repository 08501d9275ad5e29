import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/drafts`: what waits to be published, and what came back.
struct DraftController: Sendable {
    let work: WorkController
    let drafts: DraftStore
    let services: ServiceEditController
    let hours: HoursEditController

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .change(.directory))
        let open = try await drafts.open(in: scope, limit: DraftsPage.most)
        var names: [String: Text] = [:]
        let reader = try work.reader(context)
        for draft in open {
            let service =
                draft.kind == .service
                ? try draft.typed(Service.self) : try await work.store.listing(place: draft.record)?.service
            names[draft.id] = service.flatMap { reader.text($0.name) }
        }
        let page = DraftsPage(open, names: names, token: work.formGuard.token(for: DraftsPage.formName, in: context), reader: reader)
        return try work.views.html(page, context, caching: .never)
    }

    /// The form again, with what was typed; where somebody else changed the same fields since, their values beside mine.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let (draft, _) = try await draft("draft.show", context)
        guard [.waiting, .clashed].contains(draft.state) else { throw HTTPError(.gone) }
        return draft.kind == .service ? try await services.show(draft, context) : try await hours.show(draft, context)
    }

    @Sendable func withdraw(_ request: Request, _ context: AppContext) async throws -> Response {
        let (draft, act) = try await draft("draft.withdraw", context)
        let fields = try await request.formFields(context)
        guard work.formGuard.verdict(on: fields, for: DraftsPage.formName, request, context) == .accepted else {
            throw HTTPError(.unprocessableContent)
        }
        try await drafts.withdraw(draft, act)
        return context.redirect(to: "work/drafts")
    }

    private func draft(_ name: String, _ context: AppContext) async throws -> (RecordDraft, Act) {
        let draft = try await drafts.find(context.parameters.require("id"))
        let act = try work.author(name, organization: draft?.organization, context)
        guard let draft else { throw HTTPError(.notFound) }
        return (draft, act)
    }
}

/// Changes that wait for their moment, and those that came back.
struct DraftsPage: Page {
    static let template = "directory/work/drafts"
    static let formName = "drafts"
    static let most = 200

    let title: Text
    let back: String
    let token: String
    let drafts: [Line]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let name: Text
        let what: Text
        let path: String
        let when: Text
        let isClashed: Bool
    }

    init(_ open: [RecordDraft], names: [String: Text], token: String, reader: Reader) {
        let words = reader.context.catalogue
        title = words("draft.title")
        back = "/\(reader.context.language.tag)/work"
        self.token = token
        drafts = open.map { draft in
            Line(
                name: names[draft.id] ?? words("draft.unnamed"), what: words(draft.kind == .service ? "draft.of_page" : "draft.of_hours"),
                path: "/\(reader.context.language.tag)/work/drafts/\(draft.id)", when: reader.moment(draft.publishAt),
                isClashed: draft.state == .clashed)
        }
        isEmpty = drafts.isEmpty
    }
}

extension Reader {
    /// Day and time on the city's clock.
    func moment(_ moment: Instant) -> Text {
        let local = snapshot.local(moment)
        return context.catalogue(
            "edit.when", ["day": context.formats.day(local.day).plain, "time": context.formats.time(minute: local.minute)])
    }

    /// A line for each change of a record that waits.
    func waiting(_ drafts: [RecordDraft]) -> [DraftLine] {
        drafts.map {
            DraftLine(
                path: "/\(context.language.tag)/work/drafts/\($0.id)",
                text: context.catalogue($0.state == .clashed ? "draft.came_back" : "draft.waits", ["when": moment($0.publishAt).plain]))
        }
    }
}

/// A change that waits, above the form of its record.
struct DraftLine {
    let path: String
    let text: Text
}
