import Access
import Core

/// The hand-written tables, read into look-ups; it knows nothing of how the code decides.
struct AgreedTable: Sendable {
    struct Cell: Hashable { let reach: Character, act: Character }

    private(set) var heldAt: [String: Set<Character>] = [:]
    private(set) var rights: [String: [String: Set<Cell>]] = [:]
    private var reach: [String: [Character]] = [:]
    private var bases: [String: [String: Bool]] = [:]
    private var context: [String: [Character: String]] = [:]
    private var kept: [String: String] = [:]

    static let standard = AgreedTable()

    static let letters: [(Character, AccessAct)] = [
        ("s", .see), ("l", .list), ("n", .count), ("c", .create), ("m", .change), ("p", .publish), ("x", .export), ("e", .erase),
        ("g", .grant), ("r", .review),
    ]

    private init() {
        for words in Self.lines(agreedRights) { readRights(words) }
        for words in Self.lines(agreedReach).dropFirst() { reach[words[0] + words[1]] = words.dropFirst(2).compactMap(\.first) }
        let basisLines = Self.lines(agreedBases)
        for words in basisLines.dropFirst() {
            bases[words[0]] = Dictionary(uniqueKeysWithValues: zip(basisLines[0], words).dropFirst().map { ($0, $1 == "y") })
        }
        let contextLines = Self.lines(agreedContext)
        for words in contextLines.dropFirst().prefix(4) {
            context[words[0]] = Dictionary(uniqueKeysWithValues: zip(contextLines[0], words).dropFirst().map { ($0.first ?? " ", $1) })
        }
        for words in contextLines.dropFirst(5) { for compartment in words.dropFirst() { kept[compartment] = words[0] } }
    }

    private static func lines(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: " ").map(String.init).filter { $0 != "|" } }.filter { !$0.isEmpty }
    }

    private mutating func readRights(_ words: [String]) {
        heldAt[words[0]] = Set(words[1])
        for (name, cell) in zip(words.dropFirst(2), words.dropFirst(3)).enumerated().filter({ $0.offset % 2 == 0 }).map(\.element) {
            for part in cell.split(separator: ",") {
                guard let reach = part.first else { continue }
                for act in part.dropFirst() { rights[words[0], default: [:]][name, default: []].insert(Cell(reach: reach, act: act)) }
            }
        }
    }

    /// The reaches with which a role opens an act on a compartment.
    func reaches(_ role: String, _ compartment: Compartment, _ act: Character) -> Set<Character> {
        Set((rights[role]?[compartment.rawValue] ?? []).filter { $0.act == act }.map(\.reach))
    }

    /// What the relation lets through: `y`, `r`, `p` or `-`.
    func verdict(_ reach: Character, heldAt level: Character, _ situation: Int) -> Character {
        self.reach["\(reach)\(level)"]?[situation] ?? "?"
    }

    func lets(_ verdict: Character, _ act: Character) -> Bool {
        verdict == "y" || verdict == "r" && "sl".contains(act) || verdict == "p" && "lnc".contains(act)
    }

    func isPersonal(_ compartment: Compartment) -> Bool { bases[compartment.rawValue] != nil }

    func allows(_ compartment: Compartment, basis: String) -> Bool { bases[compartment.rawValue]?[basis] ?? false }

    /// The letters of what the moment must bring.
    func demand(_ compartment: Compartment, _ act: Character) -> String { context[kept[compartment.rawValue] ?? ""]?[act] ?? "?" }
}
