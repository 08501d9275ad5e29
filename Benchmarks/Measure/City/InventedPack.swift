import Foundation
import SearchGenerator

/// A city pack around generated services: their taxonomy with its words in five scripts, their areas, nothing else.
enum InventedPack {
    static func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/taxonomy/labels", withIntermediateDirectories: true)
        func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
        try write(
            "pack.yaml",
            """
            id: invented
            name: {fr: Ville inventée}
            country: FR
            time_zone: Europe/Paris
            default_language: fr
            licence: EUPL-1.2
            languages: [fr]
            """)
        try write("sources.yaml", "sources: []\n")
        try write("territory.yaml", territory)
        try write("taxonomy/terms.yaml", terms)
        for script in InventedWords.Script.allCases { try write("taxonomy/labels/\(language(script)).yaml", labels(script)) }
    }

    private static var territory: String {
        "areas:\n"
            + Taxonomy.areas.enumerated().map { number, code in
                """
                  - code: \(code)
                    aliases: []
                    name: {fr: \(InventedWords.word(labelRank + 500 + number))}
                    kind: area
                    center: [48.8\(number), 2.3\(number)]
                    neighbours: []

                """
            }.joined() + "places: []\n"
    }

    private static var terms: String {
        func list(_ name: String, _ ids: [String], _ more: (Int) -> String = { _ in "" }) -> String {
            "\(name):\n" + ids.enumerated().map { "  - id: \($1)\n    data_inclusion: []\n" + more($0) }.joined()
        }
        return list("themes", Taxonomy.themes)
            + list("needs", Taxonomy.needs) { "    theme: \(Taxonomy.themes[$0 % Taxonomy.themes.count])\n" }
            + list("audiences", Taxonomy.audiences) + list("conditions", Taxonomy.conditions)
            + list("accessibility", Taxonomy.accessibility)
    }

    private static func labels(_ script: InventedWords.Script) -> String {
        var text = "state: human\nlabels:\n"
        for (number, id) in Taxonomy.needs.enumerated() {
            let words = (0..<4).map { Taxonomy.synonym(need: number, $0, script) }
            text +=
                "  \(id):\n    label: \"\(words[0])\"\n    synonyms: [\(words.dropFirst().map { "\"\($0)\"" }.joined(separator: ", "))]\n"
        }
        guard script == .latin else { return text }
        let others = Taxonomy.themes + Taxonomy.audiences + Taxonomy.conditions + Taxonomy.accessibility
        for (number, id) in others.enumerated() {
            text += "  \(id):\n    label: \"\(InventedWords.word(labelRank + number))\"\n    synonyms: []\n"
        }
        return text
    }

    /// Words beyond those of the texts and of the needs.
    private static let labelRank = InventedWords.count * 3

    private static func language(_ script: InventedWords.Script) -> String {
        switch script {
        case .latin: "fr"
        case .arabic: "ar"
        case .cyrillic: "ru"
        case .ethiopic: "am"
        case .han: "zh-Hans"
        }
    }
}
