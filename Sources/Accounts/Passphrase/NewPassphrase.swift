import Web

/// A passphrase somebody chooses, typed twice.
struct NewPassphrase: Sendable {
    let passphrase: Passphrase
    private let again: Passphrase

    init(_ fields: FormFields) {
        passphrase = Passphrase(fields.all("passphrase").first ?? "")
        again = Passphrase(fields.all("again").first ?? "")
    }

    func check(_ rules: PassphraseRules, for account: Account, _ problems: inout FormProblems) {
        let own = [account.name, account.email]
        if let problem = rules.problem(with: passphrase, own: own) { problems.add(problem.key, to: "passphrase", count: problem.count) }
        if passphrase.text != again.text { problems.add("account.not_the_same", to: "again") }
    }

    static func fields(_ problems: FormProblems, _ words: Catalogue) -> [Field] {
        [
            Field(
                "passphrase", label: words("account.new_passphrase"), type: "password", autocomplete: "new-password",
                longest: Passphrase.longest, hint: words("account.passphrase_hint", count: Passphrase.shortest),
                error: problems.text(of: "passphrase", in: words)),
            Field(
                "again", label: words("account.again"), type: "password", autocomplete: "new-password", longest: Passphrase.longest,
                error: problems.text(of: "again", in: words)),
        ]
    }
}
