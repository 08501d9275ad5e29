import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/platform/outbox`: letters that wait, and reading one where nothing sends them.
struct OutboxController: Sendable {
    let pages: BackgroundPages

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.requireScope(of: .list(.platform))
        let query = request.uri.queryParameters
        let state = query["state"].flatMap { MailNotice.State(rawValue: String($0)) } ?? .waiting
        let letters = try await pages.outbox.list(state, limit: OutboxPage.most)
        let page = OutboxPage(
            letters, state: state, sendsMail: pages.sendsMail, notice: PlatformNotice(query["done"].map(String.init)), context)
        return try pages.views.html(page, context, caching: .never)
    }

    /// A letter names somebody and may hold the key to their account: to read it is to take it out, and is written down.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.require(.export(.platform), on: .place(.city))
        let id = try context.parameters.require("id")
        guard let mail = try await pages.outbox.read(id, try pages.author("outbox.read", context)) else { throw HTTPError(.notFound) }
        return try pages.views.html(LetterPage(mail, id: id, token: pages.token(context), context), context, caching: .never)
    }

    /// "I have handed it over myself."
    @Sendable func deliver(_ request: Request, _ context: AppContext) async throws -> Response {
        try context.require(.change(.platform), on: .place(.city))
        let id = try context.parameters.require("id")
        _ = try await pages.buttons(request, context)
        let isDone = try await pages.outbox.deliveredByHand(id, try pages.author("outbox.deliver", context))
        let notice = isDone ? PlatformNotice.sentByHand : .tooLate
        return context.redirect(to: "work/platform/outbox?done=\(notice.rawValue)")
    }
}

/// The letters in one state; nobody's name or address is on it.
struct OutboxPage: Page {
    static let template = "background/outbox"
    static let most = 200

    let title: Text
    let back: String
    let notice: Notice?
    let byHand: Notice?
    let chips: [Chip]
    let state: Text
    let lines: [Line]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let when: Text
        let expires: Text?
        let failed: Text?
        let problem: String?
        let readPath: String?
    }

    init(_ letters: [MailNotice], state: MailNotice.State, sendsMail: Bool, notice: PlatformNotice?, _ context: AppContext) {
        let words = context.catalogue
        let root = "/\(context.language.tag)/work/platform"
        let moment = { (instant: Instant) in context.formats.moment(instant, in: .paris).plain }
        title = words("platform.outbox")
        back = root
        self.notice = notice?.notice(in: words)
        byHand = sendsMail ? nil : Notice(words("platform.no_mail_program"), isWarning: true, in: words)
        chips = Chip.choices(MailNotice.State.allCases, chosen: state, path: "\(root)/outbox", key: "platform.mail_", words)
        self.state = words("platform.mail_\(state.rawValue)")
        lines = letters.map { letter in
            let isWaiting = letter.state == .waiting
            return Line(
                when: letter.endedAt.map { words("platform.ended", ["time": moment($0)]) }
                    ?? words("platform.written", ["time": moment(letter.createdAt)]),
                expires: isWaiting ? words("platform.expires", ["time": moment(letter.expiresAt)]) : nil,
                failed: isWaiting && letter.jobState == .dead ? words("platform.mail_failed") : nil,
                problem: isWaiting ? letter.problem : nil, readPath: isWaiting ? "\(root)/outbox/\(letter.id)" : nil)
        }
        isEmpty = letters.isEmpty
    }
}

/// One letter that waits.
struct LetterPage: Page {
    static let template = "background/letter"

    let title: Text
    let back: String
    let warning: Notice
    let to: String
    let subject: String
    let text: String
    /// As a `lang` attribute, for whoever has it read out.
    let tag: String
    let action: String
    let token: String
    var isHiddenFromSearchEngines: Bool { true }

    init(_ mail: Mail, id: String, token: String, _ context: AppContext) {
        let words = context.catalogue
        title = words("platform.letter")
        back = "/\(context.language.tag)/work/platform/outbox"
        warning = Notice(words("platform.letter_warning"), isWarning: true, in: words)
        to = mail.to
        subject = mail.subject
        text = mail.text
        tag = mail.language ?? "fr"
        action = "\(back)/\(id)"
        self.token = token
    }
}
