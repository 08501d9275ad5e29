import Background
import Core
import Database
import Foundation
import HTTPTypes
import Synchronization
import TestKit
import Testing

@testable import Background

/// Messages sent for real, to a receiver on this machine.
@Suite(.timeLimit(.minutes(2))) struct WebhookSenderTests {
    private static let secret = WebhookSecret(Array("invented secret of thirty-two by".utf8))

    private static func message(_ url: String) -> WebhookRequest {
        WebhookRequest(url: url, id: "msg-1", body: #"{"a":1}"#, secrets: [secret.bytes], now: Instant(seconds: 1_795_000_000))
    }

    @Test(arguments: TestDatabase.engines)
    func whoRegisteredReceivesASignedMessageAndTheAnswerIsKept(engine: TestDatabase.Engine) async throws {
        let receiver = Receiver()
        try await receiver.listen { port in
            let works = try await Works.nodes(1, engine, reach: .loopbackToo).nodes[0]
            let id = try await works.database.write(Works.act) {
                try works.webhooks.register(
                    "http://127.0.0.1:\(port)/hook", named: "Partenaire inventé", for: "directory.changed", secret: Self.secret, in: $0)
            }
            #expect(try await works.webhooks.test(id, Works.act))
            try await works.run([works.webhooks.delivering(WebhookSender(reach: .loopbackToo).post)]) {
                try await works.jobs.list(.done).count == 1
            }
            let message = try #require(receiver.messages.first)
            let body = try JSONSerialization.jsonObject(with: Data(message.body.utf8)) as? [String: Any]
            #expect(body?["type"] as? String == "webhook.test")
            func header(_ name: String) -> String { HTTPField.Name(name).flatMap { message.headers[$0] } ?? "" }
            let seconds = try #require(Int64(header("webhook-timestamp")))
            let expected = WebhookRequest(
                url: "", id: header("webhook-id"), body: message.body, secrets: [Self.secret.bytes], now: Instant(seconds: seconds))
            #expect(header("webhook-signature") == expected.headers["webhook-signature"])
            let answers = try await works.webhooks.answers(of: [id])[id]
            #expect(answers?.map(\.status) == [204])
            #expect(receiver.messages.count == 1)
        }
    }

    @Test func theConnectionGoesToTheAddressThatWasChecked() async throws {
        let receiver = Receiver()
        try await receiver.listen { port in
            let asked = Mutex<[String]>([])
            let sender = WebhookSender(reach: .loopbackToo) { name in
                asked.withLock { $0.append(name) }
                return ["127.0.0.1"]
            }
            // No resolver knows this name: only the address handed over can have been connected to.
            let status = try await sender.post(Self.message("http://nobody.invalid:\(port)/hook"))
            #expect(status == 204)
            #expect(receiver.messages.map(\.host) == ["nobody.invalid:\(port)"])
            #expect(asked.withLock { $0 } == ["nobody.invalid"])
        }
    }

    @Test(arguments: [
        "10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1", "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
    ])
    func aNameThatLeadsInsideIsNotConnectedTo(address: String) async throws {
        for found in [[address], ["93.184.215.14", address]] {
            let sender = WebhookSender(reach: .publicInternet) { _ in found }
            await #expect(throws: JobFailure("The name of the address leads into a private network.")) {
                try await sender.post(Self.message("https://partner.example/hook"))
            }
        }
    }

    @Test func inATrialOnlyThisMachineIsReachedWithoutTLS() async throws {
        for found in ["93.184.215.14", "10.0.0.1", "192.168.1.1"] {
            let sender = WebhookSender(reach: .loopbackToo) { _ in [found] }
            await #expect(throws: JobFailure.self, "\(found)") { try await sender.post(Self.message("http://partner.example/hook")) }
        }
        let outside = WebhookSender(reach: .publicInternet) { _ in
            Issue.record("an address that is refused is not looked up")
            return []
        }
        await #expect(throws: JobFailure(WebhookRefusal().description, isFinal: true)) {
            try await outside.post(Self.message("http://127.0.0.1:1/hook"))
        }
    }

    @Test func aRedirectIsAnAnswerAndIsNotFollowed() async throws {
        let receiver = Receiver(answering: .found)
        try await receiver.listen { port in
            let status = try await WebhookSender(reach: .loopbackToo).post(Self.message("http://127.0.0.1:\(port)/hook"))
            #expect(status == 302)
            #expect(receiver.messages.map(\.body) == [#"{"a":1}"#])
        }
    }

    @Test func anAnswerWithoutEndIsNotRead() async throws {
        try await Receiver().listen { port in
            let status = try await WebhookSender(reach: .loopbackToo).post(Self.message("http://127.0.0.1:\(port)/endless"))
            #expect(status == 200)
        }
    }

    @Test func aReceiverThatIsAwaySaysSo() async throws {
        await #expect(throws: JobFailure.self) {
            try await WebhookSender(reach: .loopbackToo).post(Self.message("http://127.0.0.1:1/hook"))
        }
        let unknown = WebhookSender(reach: .publicInternet) { _ in [] }
        await #expect(throws: JobFailure("The name of the address was not found.")) {
            try await unknown.post(Self.message("https://partner.example/hook"))
        }
    }
}
