import Core
import Foundation

/// Reads a name in any of the house's scripts and gives the keys by which other spellings of it are found.
///
/// Each word gives itself, folded, and its skeletons; neighbouring words also give their skeletons together, because
/// «عبد الرحمن», "Abdul Rahman" and "Abderrahmane" are one name. Han and Tibetan words give only themselves.
enum NameReader {
    private static let mostWords = 8

    /// The texts that are hashed into blind keys.
    static func keys(of name: String) -> Set<String> {
        let words = words(in: name)
        var keys = Set(words.map { "=" + $0 })
        let heard = words.map(skeletons)
        for skeletons in heard { keys.formUnion(skeletons) }
        for (first, second) in zip(heard, heard.dropFirst()) {
            for one in first.prefix(2) {
                // "Abdul" before another word is "Abd" with the other's article.
                let start = one == "AbTl" ? "AbT" : one
                for other in second.prefix(3) { keys.insert(start + other.drop { $0 == "A" }) }
            }
        }
        return keys
    }

    /// Folded words; articles that stand between them say nothing.
    static func words(in name: String) -> [String] {
        let apostrophes: Set<Character> = ["'", "’", "ʼ", "ʻ", "`"]
        let plain = Substitutions.applied(to: name.filter { !apostrophes.contains($0) })
        let words = Folding.folded(plain).split(separator: " ").map(String.init)
        let speaking = words.filter { !articles.contains($0) }
        return Array((speaking.isEmpty ? words : speaking).prefix(mostWords))
    }

    /// Each way of hearing a word; with and without an article that is written in one with it.
    static func skeletons(of word: String) -> [String] {
        var result: [String] = []
        for spelling in [word] + withoutArticle(word) {
            var skeletons = NameSkeletons()
            var letters = Array(spelling.unicodeScalars)[...]
            while !letters.isEmpty {
                guard let sound = NameLetters.next(&letters) else { return [] }
                skeletons.add(sound)
            }
            for skeleton in skeletons.finished where !result.contains(skeleton) { result.append(skeleton) }
        }
        return result
    }

    private static let articles: Set<String> = [
        "al", "el", "ul", "il", "ud", "ad", "ed", "ur", "ar", "er", "us", "as", "es", "ash", "ech", "az", "ez", "an", "en", "ال",
    ]

    private static func withoutArticle(_ word: String) -> [String] {
        for prefix in ["عبدال", "ابدال"] where word.hasPrefix(prefix) && word.count > prefix.count {
            return ["عبد" + word.dropFirst(prefix.count)]
        }
        for prefix in ["abdul", "abdel", "abdal", "abdoul", "abdil"] where word.hasPrefix(prefix) {
            let rest = word.dropFirst(prefix.count)
            guard let first = rest.first, rest.count > 3 || !"aeiou".contains(first) else { return [] }
            return ["abd" + rest]
        }
        for prefix in ["ال", "al", "el"] where word.hasPrefix(prefix) && word.count > prefix.count + 3 {
            return [String(word.dropFirst(prefix.count))]
        }
        return []
    }
}

/// Letters whose accent is a sound of its own, before folding drops it.
private enum Substitutions {
    private static let table: [Character: String] = [
        "ş": "sh", "ș": "sh", "š": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "j", "ğ": "", "ñ": "n", "Ş": "sh", "Ș": "sh", "Š": "sh",
        "Ç": "ch", "Č": "ch", "Ć": "ch", "Ž": "j",
    ]

    static func applied(to name: String) -> String {
        name.precomposedStringWithCanonicalMapping.reduce(into: "") { result, character in
            if let sound = table[character] { result += sound } else { result.append(character) }
        }
    }
}
