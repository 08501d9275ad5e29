import Foundation

/// A passphrase as somebody typed it, in one Unicode form: the same keys give the same passphrase on every machine.
struct Passphrase: Sendable {
    /// NFKC: what is hashed.
    let text: String

    static let shortest = 12
    static let longest = 256

    /// White space counts, at the ends too.
    init(_ typed: String) {
        text = typed.precomposedStringWithCompatibilityMapping
    }

    /// Characters, as Unicode scalars.
    var length: Int { text.unicodeScalars.count }
}

/// Whether a new passphrase may be taken: long enough, and not one that others try first. Nothing is asked of its characters.
struct PassphraseRules: Sendable {
    /// What is wrong, as its catalogue key; `count` fills `{count}`.
    enum Problem: Hashable, Sendable {
        case tooShort
        case tooLong
        case common
        case breached

        var key: String {
            switch self {
            case .tooShort: "account.passphrase_short"
            case .tooLong: "form.too_long"
            case .common: "account.passphrase_common"
            case .breached: "account.passphrase_breached"
            }
        }

        var count: Int? {
            switch self {
            case .tooShort: Passphrase.shortest
            case .tooLong: Passphrase.longest
            case .common, .breached: nil
            }
        }
    }

    let breached: BreachedPassphrases?

    /// - Parameter own: words an attacker tries first for this person: their name, their address, the city.
    func problem(with passphrase: Passphrase, own: [String]) -> Problem? {
        if passphrase.length < Passphrase.shortest { return .tooShort }
        if passphrase.length > Passphrase.longest { return .tooLong }
        if CommonPassphrases.contain(passphrase.text, own: own) { return .common }
        if breached?.contain(passphrase) == true { return .breached }
        return nil
    }
}
