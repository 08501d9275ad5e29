import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/platform/webhooks`: the systems that are told of changes of the directory.
struct WebhookController: Sendable {
    let pages: BackgroundPages
    private static let longestName = 100

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.requireScope(of: .list(.platform))
        return try await listPage(
            FormFields(), FormProblems(), notice: PlatformNotice(request.uri.queryParameters["done"].map(String.init)), context)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        try context.require(.change(.platform), on: .place(.city))
        let fields = try await request.formFields(context)
        var problems = FormProblems()
        problems.check("name", in: fields, isRequired: true, longest: Self.longestName)
        problems.check("url", in: fields, isRequired: true, longest: 2_000)
        if problems.isEmpty, (try? WebhookAddress.check(fields["url"], reach: pages.webhooks.reach)) == nil {
            problems.add("platform.url_refused", to: "url")
        }
        if problems.isEmpty { problems.add(pages.verdict(fields, request, context), to: "name") }
        guard problems.isEmpty else {
            return try await listPage(fields, problems, notice: nil, context).response(from: request, context: context)
        }
        let (webhooks, secret, name, url) = (pages.webhooks, WebhookSecret(), fields["name"], fields["url"])
        let id = try await pages.jobs.database.write(try pages.author("webhook.add", context)) {
            try webhooks.register(url, named: name, for: WebhookNews.directoryChanged, secret: secret, in: $0)
        }
        return try await page(id, notice: nil, secret: secret, context).response(from: request, context: context)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.require(.see(.platform), on: .place(.city))
        let notice = PlatformNotice(request.uri.queryParameters["done"].map(String.init))
        return try await page(try context.parameters.require("id"), notice: notice, secret: nil, context)
    }

    @Sendable func act(_ request: Request, _ context: AppContext) async throws -> Response {
        try context.require(.change(.platform), on: .place(.city))
        let id = try context.parameters.require("id")
        let fields = try await pages.buttons(request, context)
        let webhooks = pages.webhooks
        func done(_ isDone: Bool, _ notice: PlatformNotice) -> Response {
            context.redirect(to: "work/platform/webhooks/\(id)?done=\((isDone ? notice : .tooLate).rawValue)")
        }
        switch fields["act"] {
        case "test": return done(try await webhooks.test(id, try pages.author("webhook.test", context)), .tested)
        case "pause": return done(try await webhooks.pause(id, try pages.author("webhook.pause", context)), .paused)
        case "resume": return done(try await webhooks.resume(id, try pages.author("webhook.resume", context)), .resumed)
        case "rotate":
            guard let secret = try await webhooks.rotate(id, try pages.author("webhook.rotate", context)) else {
                throw HTTPError(.notFound)
            }
            return try await page(id, notice: nil, secret: secret, context).response(from: request, context: context)
        case "close":
            try await pages.jobs.database.write(try pages.author("webhook.close", context)) { try webhooks.close(id, in: $0) }
            return context.redirect(to: "work/platform/webhooks?done=\(PlatformNotice.gone.rawValue)")
        default: throw HTTPError(.unprocessableContent)
        }
    }

    private func listPage(_ fields: FormFields, _ problems: FormProblems, notice: PlatformNotice?, _ context: AppContext) async throws
        -> HTML
    {
        let hooks = try await pages.webhooks.list()
        let page = WebhooksPage(
            hooks, answers: try await pages.webhooks.answers(of: hooks.map(\.id)), fields: fields, problems: problems, notice: notice,
            longestName: Self.longestName, token: pages.token(context), context)
        return try pages.views.html(page, context, status: problems.isEmpty ? .ok : .unprocessableContent, caching: .never)
    }

    private func page(_ id: String, notice: PlatformNotice?, secret: WebhookSecret?, _ context: AppContext) async throws -> HTML {
        guard let hook = try await pages.webhooks.webhook(id) else { throw HTTPError(.notFound) }
        let answers = try await pages.webhooks.answers(of: [id])[id] ?? []
        let page = WebhookPage(
            hook, answers: answers, notice: notice, secret: secret?.text, now: pages.jobs.now(), token: pages.token(context), context)
        return try pages.views.html(page, context, caching: .never)
    }
}
