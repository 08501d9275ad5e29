import Core
import Foundation

/// What people choose when they are asked for twelve characters, recognized by rule: words everybody takes, runs of the
/// keyboard, repetitions. The list of what was really breached is a file of the operator (`BreachedPassphrases`).
enum CommonPassphrases {
    /// - Parameter own: words that are easy to guess for this person.
    static func contain(_ passphrase: String, own: [String]) -> Bool {
        let letters = folded(passphrase)
        guard Set(letters).count > 3 else { return true }
        let guessable =
            words + runs + own.flatMap { folded($0, keepsSeparators: true).split(separator: " ").map(String.init) }.filter { $0.count >= 3 }
        return remainder(of: letters, without: guessable) < 5
    }

    /// How many characters are left when every guessable piece is taken out, counting a repeated piece once.
    private static func remainder(of text: String, without pieces: [String]) -> Int {
        var rest = withoutRepetition(text)
        for piece in pieces.sorted(by: { $0.count > $1.count }) { rest = rest.replacing(piece, with: " ") }
        // Digits beside a common word are a year or a counter.
        return rest.count { $0 != " " && !$0.isNumber }
            + (rest.contains { $0.isLetter } ? 0 : max(0, rest.count { $0.isNumber } - 8))
    }

    /// `abcabcabc` is `abc`.
    private static func withoutRepetition(_ text: String) -> String {
        let characters = Array(text)
        for length in 1..<max(2, characters.count / 2 + 1) {
            if characters.indices.allSatisfy({ characters[$0] == characters[$0 % length] }) { return String(characters[..<length]) }
        }
        return text
    }

    /// Lower case, without accents, with the digits and signs that stand for letters read as letters.
    private static func folded(_ text: String, keepsSeparators: Bool = false) -> String {
        let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        return String(
            plain.compactMap { character -> Character? in
                if let letter = lookalikes[character] { return letter }
                if character.isLetter || character.isNumber { return character }
                return keepsSeparators ? " " : nil
            })
    }

    private static let lookalikes: [Character: Character] = ["@": "a", "$": "s", "€": "e", "!": "i"]

    private static let words = [
        "motdepasse", "passphrase", "password", "passwort", "contrasena", "secret", "azerty", "qwerty", "qwertz", "bonjour", "bienvenue",
        "welcome", "soleil", "jetaime", "iloveyou", "monamour", "doudou", "loulou", "chouchou", "princesse", "princess", "football",
        "marseille", "admin", "administrateur", "administrator", "utilisateur", "changeme", "changezmoi", "letmein", "laissezmoientrer",
        "monkey", "dragon", "sunshine", "superman", "batman", "pokemon", "starwars", "master", "shadow", "login", "connexion", "compte",
        "parvis", "paris", "france", "accueil", "ville", "mairie", "refugie", "solidarite", "test", "demo", "hello", "coucou", "monchat",
        "monchien", "liberte", "egalite", "fraternite", "printemps", "automne", "hiver", "janvier", "fevrier", "juillet", "septembre",
        "octobre", "novembre", "decembre", "correcthorsebatterystaple", "the", "mon", "est", "pass", "word", "123", "abc",
    ]

    /// Neighbours on a keyboard, in the alphabet or in counting.
    private static let rows = [
        "abcdefghijklmnopqrstuvwxyz", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
        "01234567890123456789", "1q2w3e4r5t6y7u8i9o0p", "1a2z3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgb", "aqwzsxedcrfvtgb",
    ]

    private static let runs: [String] = rows.flatMap { pieces(of: $0) + pieces(of: String($0.reversed())) }

    /// Every run of four and more neighbours.
    private static func pieces(of row: String) -> [String] {
        let keys = Array(row)
        var pieces: [String] = []
        for start in 0...(keys.count - 4) {
            for end in (start + 4)...keys.count { pieces.append(String(keys[start..<end])) }
        }
        return pieces
    }
}
