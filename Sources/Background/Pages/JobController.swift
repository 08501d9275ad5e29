import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/platform/jobs`: what is done later, and what was given up.
struct JobController: Sendable {
    let pages: BackgroundPages

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.requireScope(of: .list(.platform))
        let query = request.uri.queryParameters
        let state = query["state"].flatMap { Job.State(rawValue: String($0)) } ?? .dead
        let before = query["before"].flatMap { Int64($0) } ?? .max
        let jobs = try await pages.jobs.list(state, before: before, limit: JobsPage.most + 1)
        let page = JobsPage(
            Array(jobs.prefix(JobsPage.most)), hasMore: jobs.count > JobsPage.most, state: state,
            notice: PlatformNotice(query["done"].map(String.init)), mayChange: context.may(.change(.platform), on: .place(.city)),
            token: pages.token(context), context)
        return try pages.views.html(page, context, caching: .never)
    }

    @Sendable func act(_ request: Request, _ context: AppContext) async throws -> Response {
        try context.require(.change(.platform), on: .place(.city))
        let fields = try await pages.buttons(request, context)
        let (isDone, state, notice) =
            switch fields["act"] {
            case "retry":
                (
                    try await pages.jobs.retry(fields["job"], try pages.author("jobs.retry", context)), Job.State.waiting,
                    PlatformNotice.retried
                )
            case "cancel":
                (
                    try await pages.jobs.cancel(fields["job"], try pages.author("jobs.cancel", context)), Job.State.dead,
                    PlatformNotice.cancelled
                )
            default: throw HTTPError(.unprocessableContent)
            }
        return context.redirect(to: "work/platform/jobs?state=\(state.rawValue)&done=\((isDone ? notice : .tooLate).rawValue)")
    }
}

/// What came of the last button, told on the page that follows.
enum PlatformNotice: String {
    case retried, cancelled, tested, resumed, gone
    case tooLate = "too_late"
    case sentByHand = "sent_by_hand"
    case paused = "paused_now"

    init?(_ text: String?) {
        guard let text, let known = PlatformNotice(rawValue: text) else { return nil }
        self = known
    }

    func notice(in words: Catalogue) -> Notice { Notice(words("platform.\(rawValue)"), isWarning: self == .tooLate, in: words) }
}

struct JobsPage: Page {
    static let template = "background/jobs"
    static let most = 50

    let title: Text
    let back: String
    let notice: Notice?
    let chips: [Chip]
    let state: Text
    let lines: [Line]
    let isEmpty: Bool
    let action: String
    let token: String
    let next: String?
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let id: String
        let kind: String
        let when: Text
        let attempts: Text
        let progress: Text?
        let problem: String?
        let canRetry: Bool
        let canCancel: Bool
    }

    init(
        _ jobs: [Job], hasMore: Bool, state: Job.State, notice: PlatformNotice?, mayChange: Bool, token: String, _ context: AppContext
    ) {
        let words = context.catalogue
        let root = "/\(context.language.tag)/work/platform"
        title = words("platform.jobs")
        back = root
        action = "\(root)/jobs"
        self.token = token
        self.notice = notice?.notice(in: words)
        chips = Chip.choices(Job.State.allCases, chosen: state, path: "\(root)/jobs", key: "platform.job_", words)
        self.state = words("platform.job_\(state.rawValue)")
        lines = jobs.map { Line($0, mayChange: mayChange, context) }
        isEmpty = jobs.isEmpty
        next = hasMore ? jobs.last.map { "\(root)/jobs?state=\(state.rawValue)&before=\($0.number)" } : nil
    }
}

extension JobsPage.Line {
    fileprivate init(_ job: Job, mayChange: Bool, _ context: AppContext) {
        let words = context.catalogue
        let moment = { (instant: Instant) in context.formats.moment(instant, in: .paris).plain }
        id = job.id
        kind = job.kind
        when = job.endedAt.map { words("platform.ended", ["time": moment($0)]) } ?? words("platform.due", ["time": moment(job.runAt)])
        attempts = words("platform.attempts", ["done": "\(job.attempts)", "allowed": "\(job.allowedAttempts)"])
        progress = job.progressTotal.map { words("platform.progress", ["done": "\(job.progressDone)", "total": "\($0)"]) }
        problem = job.problem
        canRetry = mayChange && job.state == .dead
        canCancel = mayChange && job.state == .waiting
    }
}

extension Chip {
    /// One link for each state but the chosen one, which is the page's heading.
    static func choices<State: RawRepresentable<String>>(
        _ states: [State], chosen: State, path: String, key: String, _ words: Catalogue
    ) -> [Chip] where State: Equatable {
        states.filter { $0 != chosen }.map { Chip("\(path)?state=\($0.rawValue)", words("\(key)\($0.rawValue)")) }
    }
}
