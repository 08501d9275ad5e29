import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// The platform administrator's pages, below `/{lang}/work/platform`: jobs, letters, and the systems that are told of changes.
package struct BackgroundPages: Sendable {
    let jobs: JobQueue
    let outbox: Outbox
    let webhooks: Webhooks
    let views: Views
    let formGuard: FormGuard
    /// Whether this node can send letters by itself.
    let sendsMail: Bool
    static let formName = "platform"

    package init(
        jobs: JobQueue, outbox: Outbox, webhooks: Webhooks, sendsMail: Bool, views: Views, catalogues: Catalogues, formGuard: FormGuard
    ) throws {
        try catalogues.require(Self.catalogueKeys)
        self.jobs = jobs
        self.outbox = outbox
        self.webhooks = webhooks
        self.sendsMail = sendsMail
        self.views = views
        self.formGuard = formGuard
    }

    /// Each form is sent to the page it stands on, so that whoever is asked for the second factor first comes back to it.
    package func addPages(to router: RouterGroup<AppContext>) {
        let (jobs, outbox, webhooks) = (JobController(pages: self), OutboxController(pages: self), WebhookController(pages: self))
        router.get("work/platform", use: home)
        router.get("work/platform/jobs", use: jobs.show)
        router.post("work/platform/jobs", use: jobs.act)
        router.get("work/platform/outbox", use: outbox.list)
        router.get("work/platform/outbox/:id", use: outbox.show)
        router.post("work/platform/outbox/:id", use: outbox.deliver)
        router.get("work/platform/webhooks", use: webhooks.list)
        router.post("work/platform/webhooks", use: webhooks.add)
        router.get("work/platform/webhooks/:id", use: webhooks.show)
        router.post("work/platform/webhooks/:id", use: webhooks.act)
    }

    @Sendable func home(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.requireScope(of: .list(.platform))
        let metrics = try await jobs.metrics()
        let page = PlatformPage(
            dead: metrics.reduce(0) { $0 + $1.dead }, letters: try await outbox.waiting(), webhooks: try await webhooks.list().count,
            context)
        return try views.html(page, context, caching: .never)
    }

    /// Who does this, in the journal.
    func author(_ name: String, _ context: AppContext) throws -> Act {
        Act(name, by: .person(try context.requireAgent().account), for: "operation")
    }

    func token(_ context: AppContext) -> String { formGuard.token(for: Self.formName, in: context) }

    func verdict(_ fields: FormFields, _ request: Request, _ context: AppContext) -> FormGuard.Verdict {
        formGuard.verdict(on: fields, for: Self.formName, request, context)
    }

    /// The fields of a form that is only buttons.
    func buttons(_ request: Request, _ context: AppContext) async throws -> FormFields {
        let fields = try await request.formFields(context)
        guard verdict(fields, request, context) == .accepted else { throw HTTPError(.unprocessableContent) }
        return fields
    }

    /// Made from data at run time, and so not found by reading the templates.
    private static let catalogueKeys: [String] =
        Job.State.allCases.map { "platform.job_\($0.rawValue)" } + MailNotice.State.allCases.map { "platform.mail_\($0.rawValue)" }
        + ["retried", "cancelled", "too_late", "sent_by_hand", "tested", "paused_now", "resumed", "gone"].map { "platform.\($0)" }
}

/// The three things a platform administrator looks after, with how many wait.
struct PlatformPage: Page {
    static let template = "background/platform"

    let title: Text
    let lines: [Line]
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let path: String
        let name: Text
        let count: Text
    }

    init(dead: Int, letters: Int, webhooks: Int, _ context: AppContext) {
        let words = context.catalogue
        let root = "/\(context.language.tag)/work/platform"
        title = words("platform.title")
        lines = [
            Line(path: "\(root)/jobs", name: words("platform.jobs"), count: words("platform.jobs_dead", ["count": "\(dead)"])),
            Line(path: "\(root)/outbox", name: words("platform.outbox"), count: words("platform.mail_count", ["count": "\(letters)"])),
            Line(path: "\(root)/webhooks", name: words("platform.webhooks"), count: words("platform.hook_count", ["count": "\(webhooks)"])),
        ]
    }
}
