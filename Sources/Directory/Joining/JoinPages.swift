import Core
import Web

/// "Work with the city": what an organization says of itself.
struct JoinPage: Page {
    static let template = "directory/join"
    static let formName = "join"

    let title: Text
    let action: String
    let token: String
    let summary: ErrorSummary?
    let isSent: Bool
    let fields: [Field]

    init(_ typed: FormFields, _ problems: FormProblems, isSent: Bool, token: String, context: AppContext) {
        let words = context.catalogue
        title = words("join.title")
        action = "/\(context.language.tag)/join"
        self.token = token
        summary = problems.summary(in: words)
        self.isSent = isSent
        func field(
            _ name: String, type: String = "text", autocomplete: String? = nil, longest: Int = JoinRequest.longestName, lines: Int? = nil,
            isOptional: Bool = false
        ) -> Field {
            let hint = "join.\(name.inCatalogue)_hint"
            return Field(
                name, label: words("join.\(name.inCatalogue)"), value: typed[name], type: type, autocomplete: autocomplete,
                longest: longest, lines: lines, hint: words.has(hint) ? words(hint) : nil, error: problems.text(of: name, in: words),
                isOptional: isOptional)
        }
        fields = [
            field("name", autocomplete: "organization"), field("website", isOptional: true),
            field("words", longest: JoinRequest.longestWords, lines: 4), field("contactName", autocomplete: "name"),
            field("contactEmail", type: "email", autocomplete: "email"),
        ]
    }

    static func problems(_ fields: FormFields) -> FormProblems {
        var problems = FormProblems()
        for name in ["name", "contactName", "contactEmail"] {
            problems.check(name, in: fields, isRequired: true, longest: JoinRequest.longestName)
        }
        problems.check("words", in: fields, isRequired: true, longest: JoinRequest.longestWords)
        if !fields["website"].isEmpty, fields["website"].webAddress == nil { problems.add("form.website", to: "website") }
        let mail = fields["contactEmail"]
        if !mail.isEmpty, !mail.looksLikeMail || !mail.utf8.allSatisfy({ $0 < 128 }) { problems.add("form.email", to: "contactEmail") }
        return problems
    }
}

/// The organizations that ask, and the last answers.
struct JoinListPage: Page {
    static let template = "directory/work/organizations"
    static let formName = "organizations"
    static let most = 100
    /// An answer that could not be taken, with what was typed.
    typealias Typed = (id: String, reason: String, problems: FormProblems)

    /// The name of the field in the page, where every request has one.
    static func field(of id: String) -> String { "reason-\(id)" }

    let title: Text
    let back: String
    let token: String
    let summary: ErrorSummary?
    let requests: [RequestView]
    let isEmpty: Bool
    let answered: [AnswerLine]
    let hasAnswered: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct RequestView {
        let name: String
        let website: String?
        let words: Text
        let contact: String
        let when: Text
        let action: String
        let alike: [AlikeLine]
        let hasAlike: Bool
        let reason: Field
    }

    struct AlikeLine {
        let id: String
        let name: String
    }

    struct AnswerLine {
        let name: String
        let what: Text
        let reason: String?
    }

    init(
        _ waiting: [JoinRequest], alike: [String: [Organization]], answered: [JoinRequest], typed: Typed?, token: String, reader: Reader
    ) {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)/work"
        title = words("join.list")
        back = "\(root)/queue"
        self.token = token
        summary = typed?.problems.summary(in: words)
        requests = waiting.map { request in
            let mine = typed?.id == request.id ? typed : nil
            let field = Self.field(of: request.id)
            let known = (alike[request.id] ?? []).map { AlikeLine(id: $0.id, name: $0.name) }
            return RequestView(
                name: request.name, website: request.website,
                words: Text(request.words, in: request.language, isFallback: request.language != reader.context.language),
                contact: request.contact.map { "\($0.name), \($0.email)" } ?? "–",
                when: reader.context.formats.day(reader.snapshot.local(request.receivedAt).day),
                action: "\(root)/organizations/\(request.id)", alike: known, hasAlike: !known.isEmpty,
                reason: Field(
                    field, label: words("label.reason"), value: mine?.reason ?? "", longest: JoinRequest.longestWords, lines: 2,
                    hint: words("join.reason_hint"), error: mine?.problems.text(of: field, in: words)))
        }
        isEmpty = waiting.isEmpty
        self.answered = answered.map {
            AnswerLine(name: $0.name, what: words("join.\($0.state.rawValue)"), reason: $0.reason?.unlessEmpty)
        }
        hasAnswered = !answered.isEmpty
    }
}
