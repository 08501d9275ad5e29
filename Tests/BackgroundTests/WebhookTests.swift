@testable import Background
import Core
import Database
import Foundation
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct WebhookTests {
    private static let secret = Array("invented secret of thirty-two by".utf8)

    private func register(_ works: Works, _ event: String = "service.changed") async throws -> String {
        try await works.database.write(Works.act) {
            try works.webhooks.register("https://partner.example/hook", for: event, secret: WebhookSecret(Self.secret), in: $0)
        }
    }

    private func announce(_ works: Works, _ event: String = "service.changed") async throws -> Int {
        try await works.database.write(Works.act) { try works.webhooks.announce(event, ["id": "service-1"], in: $0) }
    }

    @Test(arguments: TestDatabase.engines)
    func whoAskedIsToldWithASignedMessage(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let works = nodes[0]
        _ = try await register(works)
        #expect(try await announce(works, "service.closed") == 0)
        #expect(try await announce(works) == 1)
        let sent = Mutex<[WebhookRequest]>([])
        let kind = works.webhooks.delivering { request in
            sent.withLock { $0.append(request) }
            return 204
        }
        try await works.run([kind]) { try await works.jobs.list(.done).count == 1 }
        let request = try #require(sent.withLock { $0.first })
        #expect(request.url == "https://partner.example/hook")
        #expect(request.body == #"{"data":{"id":"service-1"},"timestamp":"\#(clock.now)","type":"service.changed"}"#)
        #expect(
            request.headers
                == WebhookRequest(
                    url: request.url, id: request.headers["webhook-id"] ?? "", body: request.body, secrets: [Self.secret], now: clock.now
                )
                .headers)
        #expect(sent.withLock { $0.count } == 1)
    }

    /// The expected value comes from another implementation: `openssl dgst -sha256 -mac HMAC`.
    @Test func theSignatureIsWhatOthersCompute() {
        let request = WebhookRequest(url: "", id: "msg-1", body: #"{"a":1}"#, secrets: [Self.secret], now: Instant(seconds: 1_795_000_000))
        #expect(request.headers["webhook-signature"] == "v1,vZcUqksURs53Ae97qLpRGvzxcaECJIsrICXHMl9IfiM=")
        #expect(request.headers["webhook-timestamp"] == "1795000000")
    }

    @Test(arguments: TestDatabase.engines)
    func aReceiverThatFailsIsToldAgainAndOneThatIsGoneNoMore(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let works = nodes[0]
        _ = try await register(works)
        _ = try await announce(works)
        let answers = Mutex([503, 302, 410])
        let ids = Mutex<[String?]>([])
        let kind = works.webhooks.delivering { request in
            ids.withLock { $0.append(request.headers["webhook-id"]) }
            return answers.withLock { $0.removeFirst() }
        }
        for attempt in 1...2 {
            try await works.run([kind]) {
                try await works.jobs.list(.waiting).first.map { $0.attempts == attempt && $0.problem != nil } == true
            }
            clock.turn(by: 3_600)
        }
        try await works.run([kind]) { try await works.jobs.list(.done).count == 1 }
        #expect(ids.withLock { Set($0).count } == 1)
        #expect(try await announce(works) == 0)
    }

    @Test func onlyThePublicInternetIsTold() throws {
        for text in [
            "http://partner.example/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://printer.local/",
            "https://db/",
            "https://user:pass@partner.example/", "https://10.1.2.3/", "https://2130706433/", "https://0x7f.1/", "file:///etc/passwd", "",
        ] {
            #expect(throws: WebhookRefusal.self, "\(text)") { try WebhookAddress.check(text) }
        }
        try WebhookAddress.check("https://partner.example:8443/hook?x=1")
        let inside = [
            "127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
            "::1",
            "::ffff:10.0.0.1", "fe80::1", "fd00::1", "ff02::1", "2002:0a00:0001::1", "64:ff9b::a00:1", "nonsense",
        ]
        for address in inside { #expect(!WebhookAddress.isPublic(address), "\(address)") }
        for address in ["8.8.8.8", "172.32.0.1", "2a01:e0a::1", "::ffff:8.8.8.8"] {
            #expect(WebhookAddress.isPublic(address), "\(address)")
        }
    }
}
