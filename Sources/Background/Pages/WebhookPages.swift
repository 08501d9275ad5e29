import Core
import Web

/// The systems that are told, and the form for another.
struct WebhooksPage: Page {
    static let template = "background/webhooks"

    let title: Text
    let back: String
    let notice: Notice?
    let summary: ErrorSummary?
    let lines: [Line]
    let isEmpty: Bool
    let action: String
    let token: String
    let name: Field
    let url: Field
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let path: String
        let name: String
        let url: String
        let state: Text
        let last: Text?
    }

    init(
        _ hooks: [Webhook], answers: [String: [Webhook.Answer]], fields: FormFields, problems: FormProblems, notice: PlatformNotice?,
        longestName: Int, token: String, _ context: AppContext
    ) {
        let words = context.catalogue
        let root = "/\(context.language.tag)/work/platform"
        title = words("platform.webhooks")
        back = root
        action = "\(root)/webhooks"
        self.token = token
        self.notice = notice?.notice(in: words)
        summary = problems.summary(in: words)
        lines = hooks.map { hook in
            Line(
                path: "\(root)/webhooks/\(hook.id)", name: hook.name, url: hook.url,
                state: words(hook.isPaused ? "platform.paused" : "platform.active"),
                last: answers[hook.id]?.first.map { answer in
                    let time = context.formats.moment(answer.at, in: .paris).plain
                    return words("platform.last_answer", ["time": time, "answer": answer.words(words).plain])
                })
        }
        isEmpty = hooks.isEmpty
        name = Field(
            "name", label: words("platform.hook_name"), value: fields["name"], longest: longestName,
            error: problems.text(of: "name", in: words))
        url = Field(
            "url", label: words("platform.hook_url"), value: fields["url"], type: "url", longest: 2_000,
            hint: words("platform.hook_url_hint"),
            error: problems.text(of: "url", in: words))
    }
}

/// One system that is told: how it goes, and what can be done.
struct WebhookPage: Page {
    static let template = "background/webhook"

    let title: Text
    let back: String
    let notice: Notice?
    let secret: String?
    let name: String
    let url: String
    let event: String
    let state: Text
    let isPaused: Bool
    let former: Text?
    let answers: [Line]
    let hasAnswers: Bool
    let action: String
    let token: String
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let when: Text
        let event: String
        let answer: Text
        let problem: String?
        let took: Text
    }

    init(
        _ hook: Webhook, answers: [Webhook.Answer], notice: PlatformNotice?, secret: String?, now: Instant, token: String,
        _ context: AppContext
    ) {
        let words = context.catalogue
        title = words("platform.webhook")
        back = "/\(context.language.tag)/work/platform/webhooks"
        action = "\(back)/\(hook.id)"
        self.token = token
        self.notice = notice?.notice(in: words)
        self.secret = secret
        name = hook.name
        url = hook.url
        event = hook.event
        state = words(hook.isPaused ? "platform.paused" : "platform.active")
        isPaused = hook.isPaused
        former = hook.formerUntil.flatMap { until in
            until > now ? words("platform.former_until", ["time": context.formats.moment(until, in: .paris).plain]) : nil
        }
        self.answers = answers.map { answer in
            Line(
                when: context.formats.moment(answer.at, in: .paris), event: answer.event, answer: answer.words(words),
                problem: answer.problem,
                took: words("platform.took", ["count": "\(answer.milliseconds)"]))
        }
        hasAnswers = !answers.isEmpty
    }
}

extension Webhook.Answer {
    fileprivate func words(_ words: Catalogue) -> Text {
        guard let status else { return words("platform.no_answer") }
        return words(isAccepted ? "platform.accepted" : "platform.refused", ["status": "\(status)"])
    }
}
