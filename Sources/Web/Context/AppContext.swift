import Access
import Core
import Hummingbird
import Logging
import NIOCore

/// One request: its reader's language and catalogue, and what throttles need.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The language the answer is in.
    package internal(set) var language = Language.english
    /// The words of that language; empty until `ReaderLanguage` has run.
    package internal(set) var catalogue = Catalogue.empty
    /// The address names the language (`/fr/…`), as opposed to a guess from the browser's preferences.
    package internal(set) var isLanguageExplicit = false
    /// What follows the language in the address, query included: `find?q=shower`.
    package internal(set) var target = ""
    /// Where the request came from, for throttles only: never logged, never stored.
    package internal(set) var remoteAddress: String?
    /// Who is signed in; nobody on the public pages.
    package internal(set) var agent: Agent?
    /// When the request came, for the rule that decides; the start of time until somebody is signed in.
    package internal(set) var arrivedAt = Instant(seconds: 0)
    /// The session of whoever is signed in; `agent` is what they may do.
    package var signedIn: SignedIn?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// Forms and JSON answers are small; uploads have their own routes.
    package var maxUploadSize: Int { 64 * 1024 }

    /// Dates, times, distances and numbers as the reader writes them.
    package var formats: Formats { Formats(catalogue) }
}

extension AppContext {
    /// A request that came from nowhere, to print pages outside a server: style guide, printing, tests.
    package static func sample(
        _ language: Language, _ catalogues: Catalogues, target: String = "", logger: Logger = Logger(label: "parvis.page")
    ) -> AppContext {
        AppContext(language, catalogues, target: target, logger)
    }

    private struct NoChannel: RequestContextSource {
        let logger: Logger
    }

    private init(_ language: Language, _ catalogues: Catalogues, target: String, _ logger: Logger) {
        var logger = logger
        logger[metadataKey: "hb.request.id"] = "0"
        coreContext = .init(source: NoChannel(logger: logger))
        self.language = language
        catalogue = catalogues[language]
        isLanguageExplicit = true
        self.target = target
    }
}
