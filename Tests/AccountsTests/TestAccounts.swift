import Core
import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import TestKit
import Testing
import Vault
import Web

@testable import Accounts

/// Sign-in on an empty database, with hashing made cheap, letters kept in memory and a clock that is moved by hand.
final class TestAccounts: Sendable {
    let database: Database
    let accounts: CityAccounts
    let hasher: PassphraseHasher
    private let clock: Box<Instant>
    private let sent: Box<[AccountMail]>
    private let application: Application<RouterResponder<AppContext>>

    static let passphrase = "quatre mots pris au hasard 71"
    static let email = "nadia.exemple@structure.example"
    static let base = "http://accueil.example"

    init(
        _ engine: TestDatabase.Engine = .sqlite, breached: BreachedPassphrases? = nil, base: String = TestAccounts.base,
        provider: TestProvider? = nil
    ) async throws {
        database = try await TestDatabase.open(engine, migrations: Vault.migrations + CityAccounts.migrations)
        let vault = try await Vault.open(database, keys: .fixed(.random()))
        let web = try TestWeb()
        let clock = Box(Instant(seconds: 1_800_000_000))
        let sent = Box<[AccountMail]>([])
        let serial = Box(0)
        let random: @Sendable (Int) -> Data = { count in
            var generator = SystemRandomNumberGenerator()
            return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        }
        hasher = try PassphraseHasher(Argon2(passes: 1, kibibytes: 64, lanes: 1), randomBytes: random)
        let formGuard = FormGuard(
            tokens: FormTokens(key: Data(repeating: 1, count: 32), now: { Int(clock.value.seconds) }),
            throttle: Throttle(
                perAddress: .init(capacity: 1000, refill: 1), everybody: .init(capacity: 9000, refill: 1),
                key: Data(repeating: 2, count: 32),
                now: { Double(clock.value.seconds) }))
        accounts = try CityAccounts(
            database: database, views: web.views, catalogues: web.catalogues, formGuard: formGuard, base: base,
            key: Data(repeating: 3, count: 32), vault: vault, breached: breached, hasher: hasher, now: { clock.value },
            newID: {
                serial.change { $0 += 1 }; return "id-\(serial.value)"
            }, randomBytes: random,
            provider: try provider.map { (try $0.settings, $0.ask) },
            sendMail: { mail, _ in sent.change { $0.append(mail) } })
        self.clock = clock
        self.sent = sent
        let router = web.router()
        router.add(middleware: accounts.sessionMiddleware)
        accounts.addPages(to: router.group("{language}"))
        accounts.addReturns(to: router)
        provider?.now.change { $0 = { clock.value } }
        application = Application(responder: router.buildResponder())
    }

    var letters: [AccountMail] { sent.value }
    var now: Instant { clock.value }

    func wait(_ seconds: Int64) { clock.change { $0 = $0 + seconds } }

    /// Somebody with an account and its usual passphrase.
    @discardableResult
    func person(_ email: String = TestAccounts.email, name: String = "Nadia Exemple") async throws -> Account {
        try await accounts.create(email: email, name: name, language: "fr", passphrase: Self.passphrase).account
    }

    func browse(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await application.test(.router, body)
    }
}

/// A value shared between a test and what it tests.
final class Box<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>
    init(_ value: Value) { mutex = Mutex(value) }
    var value: Value { mutex.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) {
        mutex.withLock { value in
            var copy = value; body(&copy); value = copy
        }
    }
}

/// One browser: it keeps cookies, follows nothing by itself, and knows the forms of the page it is on.
final class TestBrowser: Sendable {
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let page: HTMLPage
        let headers: HTTPFields
        var location: String? { headers[.location] }
    }

    let client: any TestClientProtocol
    private let cookies = Box<[String: String]>([:])
    private let current = Box<HTMLPage?>(nil)
    let userAgent: String

    init(_ client: any TestClientProtocol, userAgent: String = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") {
        self.client = client
        self.userAgent = userAgent
    }

    var jar: [String: String] { cookies.value }
    func setCookie(_ name: String, _ value: String?) { cookies.change { $0[name] = value } }
    var page: HTMLPage { current.value ?? HTMLPage("") }

    @discardableResult
    func open(_ path: String, headers: HTTPFields = [:]) async throws -> Answer { try await send(path, .get, nil, headers) }

    /// Sends the form of the page that has this action, with its hidden fields.
    @discardableResult
    func submit(_ action: String, _ fields: [String: String] = [:], headers: HTTPFields = [:], token: String? = nil) async throws -> Answer
    {
        let form = try #require(forms(page.source).first { $0.action == action }, "the page has no form \(action)")
        var all = form.hidden.merging(fields) { $1 }
        if let token { all["token"] = token }
        return try await post(action, all, headers: headers)
    }

    @discardableResult
    func post(_ path: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        let body = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(encoded($0.value))" }.joined(separator: "&")
        return try await send(path, .post, body, headers)
    }

    @discardableResult
    func signIn(_ email: String = TestAccounts.email, _ passphrase: String = TestAccounts.passphrase) async throws -> Answer {
        try await open("/fr/sign-in")
        return try await submit("/fr/sign-in", ["email": email, "passphrase": passphrase])
    }

    private func send(_ path: String, _ method: HTTPRequest.Method, _ body: String?, _ more: HTTPFields) async throws -> Answer {
        var headers: HTTPFields = [.userAgent: userAgent]
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        if !jar.isEmpty { headers[.cookie] = jar.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        headers.append(contentsOf: more)
        return try await client.execute(uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }) {
            response in
            for line in response.headers[values: .setCookie] { self.keep(line) }
            let page = HTMLPage(String(buffer: response.body))
            self.current.change { $0 = page }
            return Answer(status: response.status, page: page, headers: response.headers)
        }
    }

    private func keep(_ line: String) {
        let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        cookies.change { $0[pair[0]] = pair[1].isEmpty ? nil : pair[1] }
    }

    private func forms(_ source: String) -> [(action: String, hidden: [String: String])] {
        source.components(separatedBy: "<form ").dropFirst().map { part in
            let form = HTMLPage("<form " + (part.components(separatedBy: "</form>").first ?? "") + "</form>")
            let hidden = form.all("input[type=hidden]").compactMap { input in
                input.attributes["name"].map { ($0, input.attributes["value"] ?? "") }
            }
            return (form.first("form")?.attributes["action"] ?? "", Dictionary(hidden, uniquingKeysWith: { first, _ in first }))
        }
    }

    private func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
