import Core
import Database
import Foundation
import TestKit
import Testing
import Web

@testable import Background

@Suite(.timeLimit(.minutes(2))) struct PlatformPageTests {
    private static let now = Instant(seconds: 1_795_000_000)

    @Test func everyTemplateIsFilledFromASample() throws {
        let web = try TestWeb()
        let context = web.context(Language("ar"))
        let pages = Self.samples(context)
        #expect(web.views.templates(in: "background", notPrintedBy: pages) == [])
        let problems = web.views.unknownNames(in: pages, context: context)
            .filter { !($0.hasPrefix("Templates/components/") && $0.hasSuffix("no sample enters this section")) }
        #expect(problems == [])
        for page in pages {
            let printed = try web.printed(page, context)
            #expect(HTMLPage(printed).mistakes == [])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLetterHandedOverIsErasedAndItsSendingEnds(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let id = try await works.database.write(Works.act) {
            try works.outbox.enqueue(Mail(to: "personne@exemple.example", subject: "Essai", text: "Bonjour"), in: $0)
        }
        #expect(try await works.outbox.read(id, Works.act)?.text == "Bonjour")
        #expect(try await works.outbox.deliveredByHand(id, Works.act))
        #expect(try await !works.outbox.deliveredByHand(id, Works.act))
        #expect(try await works.outbox.read(id, Works.act) == nil)
        #expect(try await works.outbox.list(.sent).map(\.id) == [id])
        #expect(try await works.jobs.list(.done).count == 1)
        #expect(try await works.database.history(of: "mail", id).map(\.change) == [.erased, .seen, .created])
    }

    private static func samples(_ context: AppContext) -> [any Page] {
        func job(_ state: Job.State) -> Job {
            Job(
                id: "job-1", number: 1, kind: "mail.send", payload: "{}", lane: nil, state: state, createdAt: now, runAt: now, attempts: 1,
                allowedAttempts: 8, worker: nil, leaseUntil: nil, progressDone: 1, progressTotal: 2, problem: "It failed.",
                endedAt: state == .dead ? now : nil)
        }
        func jobs(_ jobs: [Job]) -> JobsPage {
            JobsPage(jobs, hasMore: true, state: .dead, notice: .retried, mayChange: true, token: "t", context)
        }
        let letter = MailNotice(
            id: "mail-1", jobID: "job-1", owner: "outbox", state: .waiting, createdAt: now, expiresAt: now, endedAt: nil, jobState: .dead,
            attempts: 12, problem: "It failed.")
        func letters(_ letters: [MailNotice]) -> OutboxPage {
            OutboxPage(letters, state: .waiting, sendsMail: false, notice: .sentByHand, context)
        }
        func hook(_ isPaused: Bool) -> Webhook {
            Webhook(
                id: "hook-1", name: "Partenaire inventé", url: "https://partner.example/hook", event: WebhookNews.directoryChanged,
                isPaused: isPaused, createdAt: now, formerUntil: now + 60)
        }
        let answers = [
            Webhook.Answer(webhookId: "hook-1", event: "webhook.test", at: now, status: nil, problem: "It failed.", milliseconds: 5),
            Webhook.Answer(webhookId: "hook-1", event: "webhook.test", at: now, status: 204, problem: nil, milliseconds: 5),
        ]
        var problems = FormProblems()
        problems.add("platform.url_refused", to: "url")
        func webhooks(_ hooks: [Webhook]) -> WebhooksPage {
            WebhooksPage(
                hooks, answers: ["hook-1": answers], fields: FormFields(), problems: problems, notice: .gone, longestName: 100, token: "t",
                context)
        }
        func webhook(_ isPaused: Bool, _ answers: [Webhook.Answer]) -> WebhookPage {
            WebhookPage(hook(isPaused), answers: answers, notice: .tested, secret: "whsec_invented", now: now, token: "t", context)
        }
        let mail = Mail(to: "personne@exemple.example", subject: "Essai", text: "Bonjour", language: "fr")
        return [
            PlatformPage(dead: 1, letters: 2, webhooks: 3, context), jobs([job(.dead), job(.waiting)]), jobs([]), letters([letter]),
            letters([]),
            LetterPage(mail, id: "mail-1", token: "t", context), webhooks([hook(false)]), webhooks([]), webhook(false, answers),
            webhook(true, []),
        ]
    }
}
