import Core
import Database
import Foundation
import Logging
import Synchronization
import TestKit
import Testing

@testable import Background

@Suite(.timeLimit(.minutes(2))) struct WebhookKeepingTests {
    private static let first = WebhookSecret(Array("invented secret of thirty-two by".utf8))

    private func register(_ works: Works, _ event: String = WebhookNews.directoryChanged) async throws -> String {
        try await works.database.write(Works.act) {
            try works.webhooks.register(
                "https://Partner.EXAMPLE/hook", named: "Partenaire inventé", for: event, secret: Self.first, in: $0)
        }
    }

    /// Delivers what waits, and returns what was sent.
    private func delivered(_ works: Works, status: Int = 204) async throws -> [WebhookRequest] {
        let sent = Mutex<[WebhookRequest]>([])
        let kind = works.webhooks.delivering { request in
            sent.withLock { $0.append(request) }
            return status
        }
        try await works.run([kind]) {
            let open = try await works.jobs.list(.waiting) + works.jobs.list(.running)
            return open.isEmpty
        }
        return sent.withLock { $0 }
    }

    private func change(_ works: Works, _ kind: String, _ id: String, _ change: JournalEntry.Change = .changed) async throws {
        try await works.database.write(Works.act) { try $0.journal(change, kind, id) }
    }

    private func news(_ works: Works) -> WebhookNews {
        WebhookNews(works.webhooks, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) { $0.subjectKind == "service" }
    }

    @Test(arguments: TestDatabase.engines)
    func aNewSecretSignsBesideTheFormerForADay(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let works = nodes[0]
        let id = try await register(works)
        let second = try #require(try await works.webhooks.rotate(id, Works.act))
        #expect(second.text.hasPrefix("whsec_") && second.bytes.count == 32)
        func signatures() async throws -> [String] {
            #expect(try await works.webhooks.test(id, Works.act))
            let request = try #require(try await delivered(works).first)
            #expect(request.url == "https://partner.example/hook")
            let expected = WebhookRequest(
                url: "", id: request.headers["webhook-id"] ?? "", body: request.body, secrets: [second.bytes, Self.first.bytes],
                now: clock.now)
            let parts = { (request: WebhookRequest) in (request.headers["webhook-signature"] ?? "").split(separator: " ").map(String.init) }
            #expect(parts(expected).starts(with: parts(request)))
            return parts(request)
        }
        #expect(try await signatures().count == 2)
        clock.turn(by: Webhooks.overlap)
        #expect(try await signatures().count == 1)
    }

    @Test(arguments: TestDatabase.engines)
    func whileItIsPausedNothingIsToldAndNothingIsToldLater(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let id = try await register(works)
        let news = news(works)
        #expect(try await works.webhooks.pause(id, Works.act))
        #expect(try await !works.webhooks.pause(id, Works.act))
        #expect(try await !works.webhooks.test(id, Works.act))
        try await change(works, "service", "service-1")
        #expect(try await !news.tell())
        #expect(try await works.webhooks.resume(id, Works.act))
        #expect(try await !news.tell())
        #expect(try await works.jobs.list(.waiting) == [])
        try await change(works, "service", "service-2")
        _ = try await news.tell()
        let bodies = try await delivered(works).map(\.body)
        #expect(bodies.count == 1 && bodies[0].contains("service-2") && !bodies[0].contains("service-1"))
    }

    /// Two nodes that look at the same moment, again and again: each change is in one message.
    @Test(arguments: TestDatabase.engines)
    func eachChangeIsToldOnceWhicheverNodeLooksFirst(engine: TestDatabase.Engine) async throws {
        let nodes = try await Works.nodes(2, engine).nodes
        try await change(nodes[0], "service", "before")
        _ = try await register(nodes[0])
        let news = nodes.map(self.news)
        for round in 0..<10 {
            try await change(nodes[round % 2], "service", "service-\(round)", .created)
            try await change(nodes[round % 2], "service", "service-\(round)")
            try await change(nodes[round % 2], "account", "account-\(round)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for one in news { group.addTask { while try await one.tell() {} } }
                try await group.waitForAll()
            }
        }
        let bodies = try await delivered(nodes[0]).map(\.body)
        let told = bodies.flatMap { body in
            body.matches(of: /"change":"(\w+)","id":"([\w-]+)","kind":"(\w+)"/).map { "\($0.output.3) \($0.output.2) \($0.output.1)" }
        }
        #expect(told.sorted() == (0..<10).map { "service service-\($0) created" })
    }

    @Test(arguments: TestDatabase.engines)
    func theLastAnswersAreKeptAndNoMore(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let works = nodes[0]
        let id = try await register(works)
        for _ in 0..<Webhooks.keptAnswers + 2 { _ = try await works.webhooks.test(id, Works.act) }
        #expect(try await delivered(works, status: 500).count == Webhooks.keptAnswers + 2)
        let answers = try #require(try await works.webhooks.answers(of: [id])[id])
        #expect(answers.count == Webhooks.keptAnswers)
        #expect(answers.allSatisfy { $0.status == 500 && $0.event == Webhooks.testEvent && $0.at == clock.now && !$0.isAccepted })
        #expect(try await works.webhooks.list().map(\.name) == ["Partenaire inventé"])
        try await works.database.write(Works.act) { try works.webhooks.close(id, in: $0) }
        #expect(try await works.webhooks.webhook(id) == nil)
    }
}
