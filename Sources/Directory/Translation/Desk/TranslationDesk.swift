import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/translations/…`: the source on one side, the translation on the other.
struct TranslationDesk: Sendable {
    let work: WorkController
    let store: TranslationStore
    let translators: TranslatorStore
    let exchange: TranslationExchange
    /// The accounts that may translate at all, with their names.
    let people: @Sendable () async throws -> [String: String]

    /// Every language somebody translates into.
    static let languages = Language.all.filter { $0 != LocalizedText.source }

    /// Which languages somebody may write: who publishes for the city all of them, others those they were given.
    func mine(_ context: AppContext) async throws -> Set<Language> {
        if isCoordinator(context) { return Set(Self.languages) }
        return try await translators.languages(of: try context.requireAgent().account)
    }

    func isCoordinator(_ context: AppContext) -> Bool { context.may(.publish(.translation), on: .place(.city)) }

    /// The language of the address; one that nobody translates into does not exist.
    func language(_ context: AppContext) throws -> Language {
        let language = Language(try context.parameters.require("tag"))
        guard Self.languages.contains(language) else { throw HTTPError(.notFound) }
        return language
    }

    /// Refuses whoever was not given the language, like a language that does not exist.
    func requireMine(_ language: Language, _ context: AppContext) async throws {
        guard try await mine(context).contains(language) else { throw HTTPError(.notFound) }
    }

    func act(_ name: String, organization: String? = nil, _ context: AppContext) throws -> Act {
        Act(name, by: .person(try context.requireAgent().account), for: "public-information", organization: organization)
    }

    /// How far every language is, sheets and services together, within a scope.
    @Sendable func home(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .list(.translation))
        var progress = try await store.progress(in: scope)
        let units = progress[LocalizedText.source]?.units ?? 0
        for language in Self.languages { progress[language, default: TranslationCounts()].units = units }
        if scope.wholeCity {
            for sheet in try await store.sheets() {
                for language in Self.languages { progress[language] = (progress[language] ?? .init()) + sheet.counts(in: language) }
            }
        }
        let page = TranslationsPage(
            progress, mine: try await mine(context), isCoordinator: isCoordinator(context), context: context)
        return try work.views.html(page, context, caching: .never)
    }

    /// What there is to do in one language.
    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .list(.translation))
        return try work.views.html(try await page(scope, request, context), context, caching: .never)
    }

    func page(
        _ scope: AccessScope, _ request: Request, _ context: AppContext, report: TranslationExchange.Report? = nil, problem: Refusal? = nil
    ) async throws -> TranslationListPage {
        let language = try language(context)
        let state = TranslationListPage.Filter(rawValue: request.uri.queryParameters["state"].map(String.init) ?? "") ?? .missing
        let after = request.uri.queryParameters["after"].map(String.init) ?? ""
        var sheets: [TranslationTask] = []
        if scope.wholeCity, after.isEmpty {
            sheets = try await store.sheets().map { $0.task(in: language) }.filter { $0.counts[state.state] > 0 }
        }
        let services = try await store.tasks(
            state.state, in: language, scope, after: after, limit: TranslationListPage.most + 1)
        return TranslationListPage(
            language, state, sheets + services.prefix(TranslationListPage.most),
            next: services.count > TranslationListPage.most ? services[TranslationListPage.most - 1].id : nil,
            mayWrite: try await mine(context).contains(language), report: report, problem: problem,
            token: work.formGuard.token(for: TranslationListPage.formName, in: context), context: context)
    }
}

extension TranslationStore {
    /// A sheet with everything translated of it here.
    struct TranslatedSheet: Sendable {
        let sheet: Sheet
        let written: [Language: [SheetTranslation]]

        func counts(in language: Language) -> TranslationCounts { TranslationCounts(sheet.units(in: language, written[language] ?? [])) }

        func task(in language: Language) -> TranslationTask {
            TranslationTask(
                kind: .sheet, id: sheet.id, name: sheet.texts[LocalizedText.source]?.title ?? sheet.id, organization: nil,
                counts: counts(in: language))
        }
    }

    func sheets() async throws -> [TranslatedSheet] {
        try await database.read { session in
            let written = try Self.ofSheets(in: session)
            return (try session.cityRecords(.sheet) as [Sheet]).map { TranslatedSheet(sheet: $0, written: written[$0.id] ?? [:]) }
        }
    }
}
