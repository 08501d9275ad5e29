import Core
import Database
import Web

/// A letter to somebody with an account; it goes out in the transaction that made it necessary.
package struct AccountMail: Hashable, Sendable {
    package let to: String
    package let subject: String
    package let text: String
}

/// Writes the letters of sign-in, each in its reader's language.
struct AccountLetters: Sendable {
    let catalogues: Catalogues
    /// How others reach this Parvis.
    let base: String
    let send: @Sendable (AccountMail, Transaction) throws -> Void

    /// The letter with a link that sets a passphrase.
    func link(_ secret: Secret, _ purpose: AccountLink.Purpose, to account: Account, _ transaction: Transaction) throws {
        let key = purpose == .invitation ? "letter.invitation" : "letter.reset"
        try write(key, to: account, ["link": address(of: secret, account)], transaction)
    }

    /// Somebody signed in where the account had not been before.
    func newDevice(_ account: Account, browser: String, at now: Instant, _ transaction: Transaction) throws {
        try write("letter.sign_in", to: account, ["browser": browser.isEmpty ? "?" : browser, "time": "\(now)"], transaction)
    }

    /// Where a link leads. The page does nothing by itself: programs that open letters use nothing up.
    func address(of secret: Secret, _ account: Account) -> String {
        "\(base)/\(account.language)/welcome?link=\(secret.token)"
    }

    /// Something about an account was changed: `letter.passphrase_changed`, `letter.factors_changed`, `letter.invited`.
    func changed(_ key: String, _ account: Account, _ transaction: Transaction) throws {
        try write(key, to: account, [:], transaction)
    }

    private func write(_ key: String, to account: Account, _ values: [String: String], _ transaction: Transaction) throws {
        let words = catalogues[catalogues.language(tag: account.language) ?? .english]
        let values = values.merging(["name": account.name]) { given, _ in given }
        try send(AccountMail(to: account.email, subject: words(key + "_subject").plain, text: words(key, values).plain), transaction)
    }

    static let keys = [
        "invitation", "invited", "reset", "sign_in", "passphrase_changed", "factors_changed", "provider_added", "provider_removed",
    ]
    .flatMap {
        ["letter.\($0)", "letter.\($0)_subject"]
    }
}
