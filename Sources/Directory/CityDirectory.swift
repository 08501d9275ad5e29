import Core
import Database
import Foundation
import Hummingbird
import Logging
import Web

/// The directory of a city: what is open near somebody, in their language.
package struct CityDirectory: Sendable {
    let database: Database
    package let reader: DirectoryReader
    package let exchange: DirectoryExchange
    package let refresh: SnapshotRefresh
    let find: FindController
    let home: HomeController
    let services: ServiceController
    let sheets: SheetsController
    let feedback: FeedbackController
    let about: AboutController
    let search: SearchAPI
    let hours: HoursAPI
    let hsds: HSDSController
    let openAPI: OpenAPIController
    let work: WorkController
    let history: HistoryController
    let queue: QueueController
    let label: LabelController
    let joining: JoinController
    let confirmations: FreshnessController
    /// The nightly letters to teams.
    package let freshness: FreshnessRound
    let translations: TranslationDesk
    let lists: ServiceListController
    /// What is handed out on paper.
    package let press: PaperPress
    let paper: PaperController
    let offline: OfflineController

    /// - Parameters:
    ///   - base: where this Parvis is found by others, such as `https://accueil.example`.
    ///   - newID: makes identifiers nobody can guess.
    ///   - names: the names of people who changed something, by their account, as colleagues may read them.
    ///   - links: what the rest of the city does for the directory.
    ///   - translators: the accounts that may translate, with their names.
    package init(
        database: Database, views: Views, catalogues: Catalogues, formGuard: FormGuard, base: String, logger: Logger,
        now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String,
        names: @escaping @Sendable ([String]) async throws -> [String: String] = { _ in [:] },
        links: DirectoryLinks = DirectoryLinks(),
        translators: @escaping @Sendable () async throws -> [String: String] = { [:] }
    ) throws {
        try catalogues.require(Self.catalogueKeys)
        let reader = DirectoryReader(now: now)
        let store = ListingStore(database: database)
        let forms = FeedbackForms(formGuard: formGuard)
        self.database = database
        self.reader = reader
        exchange = DirectoryExchange(database: database)
        refresh = SnapshotRefresh(database: database, reader: reader, logger: logger)
        find = FindController(directory: reader, lists: ServiceListStore(database: database), views: views)
        home = HomeController(directory: reader, views: views)
        services = ServiceController(
            directory: reader, store: store, freshness: FreshnessStore(database: database), feedback: forms, views: views,
            catalogues: catalogues, base: base)
        sheets = SheetsController(directory: reader, views: views)
        feedback = FeedbackController(
            directory: reader, services: services, store: FeedbackStore(database: database), forms: forms, views: views, newID: newID)
        about = AboutController(directory: reader, views: views, catalogues: catalogues)
        search = SearchAPI(directory: reader)
        hours = HoursAPI(directory: reader)
        hsds = HSDSController(directory: reader, store: HSDSStore(database: database), base: base)
        work = WorkController(
            directory: reader, store: WorkStore(database: database), edits: EditStore(database: database),
            drafts: DraftStore(database: database, links: links), newID: newID, formGuard: formGuard,
            views: views)
        history = HistoryController(work: work, database: database, names: names)
        queue = QueueController(work: work, store: QueueStore(database: database))
        label = LabelController(work: work, store: LabelStore(database: database), names: names, newID: newID)
        joining = JoinController(work: work, store: JoinStore(database: database, links: links), catalogues: catalogues)
        let freshnessStore = FreshnessStore(database: database)
        confirmations = FreshnessController(work: work, store: freshnessStore, links: links)
        freshness = FreshnessRound(store: freshnessStore, directory: reader, catalogues: catalogues, links: links, base: base)
        translations = TranslationDesk(
            work: work, store: TranslationStore(database: database), translators: TranslatorStore(database: database),
            exchange: TranslationExchange(database: database), people: translators)
        lists = ServiceListController(work: work, store: ServiceListStore(database: database), newID: newID)
        openAPI = try OpenAPIController(base: base)
        press = PaperPress(directory: reader, store: store, catalogues: catalogues, assets: views.assets, base: base)
        paper = PaperController(press: press)
        offline = OfflineController(directory: reader, shelf: OfflineShelf(database: database))
    }

    /// The name of an organization of the directory.
    ///
    /// - Throws: a `Refusal` when there is none with this identifier.
    package func organizationName(_ id: String) async throws -> String {
        let name = try await database.read { try $0.value(String.self, "SELECT name FROM directory_organization WHERE id = \(id)") }
        guard let name else { throw Refusal("the directory has no organization “\(id)”", at: .init(field: "organization")) }
        return name
    }

    /// Public pages, below `/{lang}`: everybody may read them.
    package func addPages(to router: RouterGroup<AppContext>) {
        router.get("", use: home.show)
        router.get("find", use: find.show)
        router.get("place", use: find.place)
        router.get("services/:id", use: services.show)
        router.get("services/:id/show", use: services.staff)
        router.post("services/:id/feedback", use: feedback.send)
        router.get("missing", use: feedback.missing)
        router.post("missing", use: feedback.sendMissing)
        router.get("join", use: joining.ask)
        router.post("join", use: joining.send)
        router.get("sheets", use: sheets.list)
        router.get("sheets/:id", use: sheets.show)
        router.get("about", use: about.show)
        for kind in PaperOrder.Kind.allCases { router.get("print/\(kind.rawValue)", use: paper.show(kind)) }
        router.get("offline/pack.json", use: offline.pack)
    }

    /// The pages of those who keep the directory true, below `/{lang}/work`: each asks the rule first.
    package func addWork(to router: RouterGroup<AppContext>) {
        let service = ServiceEditController(work: work)
        let hours = HoursEditController(work: work)
        let closures = ClosureController(work: work)
        router.get("work", use: work.home)
        router.get("work/services/:id", use: service.show)
        router.post("work/services/:id", use: service.save)
        router.post("work/services/:id/confirm", use: work.confirm)
        router.post("work/services/:id/saturation", use: work.saturation)
        router.get("work/services/:id/history", use: history.show)
        router.post("work/services/:id/undo", use: history.undo)
        router.get("work/places/:id/hours", use: hours.show)
        router.post("work/places/:id/hours", use: hours.save)
        router.get("work/closures", use: closures.show)
        router.post("work/closures", use: closures.save)
        router.get("work/queue", use: queue.show)
        router.post("work/queue/:id", use: queue.answer)
        router.get("work/needs", use: queue.needs)
        let drafts = DraftController(work: work, drafts: work.drafts, services: service, hours: hours)
        router.get("work/drafts", use: drafts.list)
        router.get("work/drafts/:id", use: drafts.show)
        router.post("work/drafts/:id", use: drafts.withdraw)
        let duplicates = DuplicateController(work: work, store: DuplicateStore(database: database))
        router.get("work/duplicates", use: duplicates.list)
        router.post("work/duplicates", use: duplicates.undo)
        router.get("work/duplicates/:id", use: duplicates.show)
        router.post("work/duplicates/:id", use: duplicates.answer)
        let differences = DifferenceController(work: work, store: SourceStore(database: database))
        router.get("work/differences", use: differences.show)
        router.post("work/differences", use: differences.answer)
        router.get("work/organizations", use: joining.list)
        router.get("work/organizations/:id", use: joining.list)
        router.post("work/organizations/:id", use: joining.answer)
        router.get("work/confirm", use: confirmations.show)
        router.post("work/confirm", use: confirmations.confirm)
        router.get("work/freshness", use: confirmations.board)
        router.get("work/labels", use: label.list)
        router.get("work/services/:id/label", use: label.show)
        router.post("work/services/:id/label", use: label.ask)
        // Where the second factor was given again: back to what there is to decide.
        router.get("work/services/:id/label/decide", use: label.show)
        router.post("work/services/:id/label/check", use: label.check)
        router.post("work/services/:id/label/decide", use: label.decide)
        addTranslations(to: router)
        router.get("work/lists", use: lists.index)
        router.post("work/lists", use: lists.make)
        router.get("work/lists/:id", use: lists.show)
        router.post("work/lists/:id", use: lists.change)
    }

    private func addTranslations(to router: RouterGroup<AppContext>) {
        let people = TranslatorsController(desk: translations)
        let glossary = GlossaryController(desk: translations)
        let files = TranslationFileController(desk: translations)
        router.get("work/translations", use: translations.home)
        router.get("work/translations/people", use: people.show)
        router.post("work/translations/people", use: people.save)
        router.get("work/translations/:tag", use: translations.list)
        router.get("work/translations/:tag/glossary", use: glossary.show)
        router.post("work/translations/:tag/glossary", use: glossary.save)
        router.get("work/translations/:tag/export", use: files.export)
        router.post("work/translations/:tag/upload", use: files.upload)
        for kind in TranslationRecord.Kind.allCases {
            let record = TranslationController(desk: translations, kind: kind)
            router.get("work/translations/:tag/\(kind.folder)/:id", use: record.show)
            router.post("work/translations/:tag/\(kind.folder)/:id", use: record.save)
        }
    }

    /// Publishes a draft whose moment has come; asked for twice, it is published once.
    ///
    /// - Parameter write: the transaction of whoever does the work.
    package func publish(
        draft id: String, write: @Sendable (Act, @escaping @Sendable (Transaction) throws -> Void) async throws -> Void
    ) async throws {
        try await work.drafts.publish(id, now: reader.now(), write: write)
    }

    /// The public API, below `/api`: everybody may read it.
    package func addAPI(to router: RouterGroup<AppContext>) {
        router.get("openapi.json", use: openAPI.show)
        router.get("v1/search", use: search.show)
        router.post("v1/hours", use: hours.show)
        hsds.addRoutes(to: router.group("hsds"))
    }

    /// Keys that are made from data at run time, and so are not found by reading the templates.
    private static let catalogueKeys: [String] =
        Feedback.subjects.map { "feedback.\($0)" } + Saturation.Level.allCases.map { "service.\($0.rawValue)" }
        + Cost.Kind.allCases.map { "service.\($0.rawValue)" } + QueueItem.Answer.allCases.map { "queue.\($0.rawValue)" }
        + LabelRequest.Step.Kind.allCases.map { "label.step_\($0.rawValue)" }
        + ["waiting", "refused", "withdrawn", "lapsed"].map { "label.\($0)" }
        + [
            "fresh.letter", "fresh.letter_subject", "fresh.letter_more", "join.refusal", "join.refusal_subject", "join.accepted",
            "join.refused",
        ]
        + ["name", "website", "words", "contact_name", "contact_email"].map { "join.\($0)" }
        + TranslationListPage.Filter.allCases.map { "translate.\($0.rawValue)" }
        + (Service.translatedFields.map(\.field) + ["documents", "title", "summary", "text"]).map { "translate.field_\($0.inCatalogue)" }
}
