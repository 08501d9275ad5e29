import Core
import Web

/// A page with one form: signing in, a code, a new passphrase.
struct FormPage: Page {
    static let template = "accounts/form"

    struct Hidden {
        let name: String
        let value: String
    }

    let title: Text
    let lead: Text?
    let notice: Notice?
    let summary: ErrorSummary?
    let action: String
    let token: String
    let hidden: [Hidden]
    let fields: [Field]
    let button: Text
    let links: [PageLink]
    let passkey: PasskeyButton?
    var scripts: [String] { passkey == nil ? [] : ["js/passkey.js"] }
    var isHiddenFromSearchEngines: Bool { true }

    init(
        _ title: Text, lead: Text? = nil, notice: Notice? = nil, problems: FormProblems, action: String, token: String,
        hidden: [String: String] = [:], fields: [Field], button: Text, links: [PageLink] = [],
        passkey: PasskeyButton? = nil, _ context: AppContext
    ) {
        self.title = title
        self.lead = lead
        self.notice = notice
        summary = problems.summary(in: context.catalogue)
        self.action = action
        self.token = token
        self.hidden = hidden.sorted { $0.key < $1.key }.map { Hidden(name: $0.key, value: $0.value) }
        self.fields = fields
        self.button = button
        self.links = links
        self.passkey = passkey
    }
}
