import Accounts
import Background
import Core
import Database
import Directory
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Sealing
import Vault
import Web

/// One Parvis, put together: its database, its pages, its routes and what runs beside them.
package struct CityServer {
    package let database: Database
    package let directory: CityDirectory
    package let accounts: CityAccounts
    package let organizations: CityOrganizations
    package let router: Router<AppContext>
    /// Every route there is, `GET /api/v1/search`, without the answers to other methods.
    package let routes: [String]
    let configuration: Configuration
    let logger: Logger
    let journal: JournalKeeping
    let background: BackgroundWork

    /// Every migration of every domain, in the order of their numbers.
    package static let migrations: [Migration] =
        (CityDirectory.migrations + Vault.migrations + Sealer.migrations + CityAccounts.migrations + CityOrganizations.migrations
        + BackgroundMigrations.all)
        .sorted { $0.id < $1.id }

    /// Reads templates, catalogues and public files, and builds the routes; refuses whatever is missing or broken.
    package init(
        _ configuration: Configuration, database: Database, vault: Vault, logger: Logger,
        now: @escaping @Sendable () -> Instant = { .systemClock },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() }
    ) throws {
        let home = try configuration.home
        let catalogues = try Catalogues(folder: home.appending(path: "Locales"), pseudo: configuration.pseudoLanguages)
        let assets = try Assets(folder: home.appending(path: "Public"))
        let site = Views.Site(
            name: "Parvis",
            links: [
                .init(key: "sheet.title", path: "sheets"), .init(key: "about.title", path: "about"),
                .init(key: "account.entrance", path: "account"),
            ])
        let views = try Views(templates: home.appending(path: "Templates"), assets: assets, catalogues: catalogues, site: site)
        let throttleKey = vault.secret(for: "throttle")
        func formGuard(perAddress: Throttle.Rate, everybody: Throttle.Rate) -> FormGuard {
            FormGuard(
                tokens: FormTokens(key: vault.secret(for: "forms"), now: { Int(now().seconds) }),
                throttle: Throttle(
                    perAddress: perAddress, everybody: everybody, key: throttleKey, now: { ProcessInfo.processInfo.systemUptime }))
        }
        background = BackgroundWork(
            database: database, vault: vault, mail: try configuration.mail, reach: configuration.webhookReach, now: now, newID: newID,
            logger: logger)
        let outbox = background.outbox
        accounts = try CityAccounts(
            database: database, views: views, catalogues: catalogues,
            formGuard: formGuard(perAddress: .init(capacity: 60, refill: 1), everybody: .init(capacity: 1000, refill: 0.05)),
            base: configuration.publicAddress, key: vault.secret(for: "attempts"), vault: vault,
            breached: try configuration.breachedList.map(BreachedPassphrases.init), now: now, newID: newID,
            provider: configuration.provider.map { ($0, ProviderClient.ask) },
            sendMail: { letter, transaction in
                try outbox.enqueue(Mail(to: letter.to, subject: letter.subject, text: letter.text), in: transaction)
            })
        organizations = CityOrganizations(accounts, database: database, vault: vault)
        directory = try CityDirectory(
            database: database, views: views, catalogues: catalogues,
            formGuard: formGuard(perAddress: .init(capacity: 5, refill: 60), everybody: .init(capacity: 200, refill: 1)),
            base: configuration.publicAddress, logger: logger, now: now, newID: newID,
            names: accounts.names, links: DirectoryLinks(organizations, background), translators: accounts.translators)
        let platform = try BackgroundPages(
            jobs: background.jobs, outbox: outbox, webhooks: background.webhooks, sendsMail: try configuration.mail != nil, views: views,
            catalogues: catalogues,
            formGuard: formGuard(perAddress: .init(capacity: 60, refill: 1), everybody: .init(capacity: 200, refill: 1)))
        let figures = RequestFigures()
        router = publicRouter(
            views: views, catalogues: catalogues, assets: assets, trustedProxies: configuration.trustedProxies,
            isSecure: configuration.publicAddress.hasPrefix("https://"), figures: figures)
        router.add(middleware: accounts.sessionMiddleware)
        self.database = database
        self.configuration = configuration
        self.logger = logger
        journal = JournalKeeping(configuration, database: database, key: try Self.checkpointKey(vault), logger: logger, now: now)
        let health = Health(
            database: database, reader: directory.reader, vault: vault, background: background, figures: figures, now: now)
        Self.addRoutes(to: router, directory, accounts, platform, health, views: views, catalogues: catalogues)
        router.get("api/v1/checkpoints", use: journal.checkpoints.show)
        if let contact = configuration.securityContact {
            let card = SecurityCard(contact: contact, address: configuration.publicAddress, now: now)
            router.get(".well-known/security.txt", use: card.show)
        }
        routes = router.routes.map { "\($0.method.rawValue) \($0.path)" }.sorted()
        router.answerOtherMethods()
    }

    private static func addRoutes(
        to router: Router<AppContext>, _ directory: CityDirectory, _ accounts: CityAccounts, _ platform: BackgroundPages,
        _ health: Health, views: Views, catalogues: Catalogues
    ) {
        router.get("healthz", use: health.alive)
        router.get("readyz", use: health.ready)
        router.get("metrics", use: health.metrics)
        router.addLanguageChoice(views: views, catalogues: catalogues)
        router.addStyleguide(views: views)
        directory.addAPI(to: router.group("api"))
        let pages = router.group("{language}").add(middleware: KnownLanguage())
        directory.addPages(to: pages)
        directory.addWork(to: pages)
        platform.addPages(to: pages)
        accounts.addPages(to: pages)
        accounts.addReturns(to: router)
    }
}

/// Pages exist in the languages of the catalogues, and in no other.
private struct KnownLanguage: RouterMiddleware {
    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard context.isLanguageExplicit else { throw HTTPError(.notFound) }
        return try await next(request, context)
    }
}

extension Instant {
    /// The machine's clock.
    package static var systemClock: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
}
