/// Invented words of several scripts, put together from syllables: the n-th word is always the same and unlike the others.
package enum InventedWords {
    /// How many different words there are of one script.
    package static let count = 200_000

    package enum Script: Int, CaseIterable, Sendable {
        case latin, arabic, cyrillic, ethiopic, han
    }

    package static func word(_ rank: Int, _ script: Script = .latin) -> String {
        let syllables = syllables[script.rawValue]
        var rest = rank + syllables.count * 3
        var word = ""
        while rest > 0 {
            word += syllables[rest % syllables.count]
            rest /= syllables.count
        }
        return word
    }

    private static let syllables: [[String]] = [
        combine("b c d f g l m n p r s t v ch tr", "a e i o u é ai on"), combine("ب ت ج د ر س ع ف ك ل م ن", "ا ي و ه"),
        combine("б в г д к л м н п р с т", "а о и у е"),
        "ሀ ለ መ ረ ሰ በ ተ ነ ከ ወ ዘ የ ደ ገ ጠ ፈ ቤ ሊ ሙ ራ ሶ ቦ ታ ኑ".split(separator: " ").map(String.init),
        "天地人山水火木金土日月大小上下中东西南北门车马鱼鸟花草米衣食住行学书画医药房屋".map { String($0) },
    ]

    private static func combine(_ heads: String, _ tails: String) -> [String] {
        heads.split(separator: " ").flatMap { head in tails.split(separator: " ").map { String(head + $0) } }
    }
}
