import Access
import Core
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/translations/people`: who translates into which languages.
struct TranslatorsController: Sendable {
    let desk: TranslationDesk

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.require(.publish(.translation), on: .place(.city))
        let page = TranslatorsPage(
            try await desk.people(), languages: try await desk.translators.all(),
            token: desk.work.formGuard.token(for: TranslatorsPage.formName, in: context), context: context)
        return try desk.work.views.html(page, context, caching: .never)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        try context.require(.publish(.translation), on: .place(.city))
        let fields = try await request.formFields(context)
        let account = fields["account"]
        let languages = Set(fields.all("language").map { Language($0) })
        guard desk.work.formGuard.verdict(on: fields, for: TranslatorsPage.formName, request, context) == .accepted,
            languages.isSubset(of: Set(TranslationDesk.languages)), try await desk.people()[account] != nil
        else { throw HTTPError(.unprocessableContent) }
        try await desk.translators.give(languages, to: account, desk.act("translation.languages", context))
        return context.redirect(to: "work/translations/people")
    }
}

/// Everybody who may translate, each with boxes for the languages.
struct TranslatorsPage: Page {
    static let template = "directory/work/translators"
    static let formName = "translators"

    let title: Text
    let back: String
    let people: [PersonView]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct PersonView {
        let name: String
        let languages: String?
        let account: String
        let action: String
        let token: String
        let boxes: [BoxView]
    }

    struct BoxView {
        let tag: String
        let text: Text
        let isOn: Bool
    }

    init(_ people: [String: String], languages: [String: Set<Language>], token: String, context: AppContext) {
        let root = "/\(context.language.tag)/work/translations"
        title = context.catalogue("translate.people")
        back = root
        self.people = people.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { account, name in
            let given = languages[account] ?? []
            return PersonView(
                name: name, languages: given.isEmpty ? nil : given.sorted().map(\.endonym).joined(separator: ", "), account: account,
                action: "\(root)/people", token: token,
                boxes: TranslationDesk.languages.map {
                    BoxView(
                        tag: $0.tag, text: Text($0.endonym, in: $0, isFallback: $0 != context.language), isOn: given.contains($0))
                })
        }
        isEmpty = people.isEmpty
    }
}
