import Core
import Foundation

/// Finds pairs of locations of different sources that may be one place. Nothing is merged: a person decides.
///
/// Near-linear: only records that share a rare word in the same neighbourhood, a telephone or a website are compared.
package struct DuplicateSuspects {
    /// Below this the pair is not worth a person's time.
    package static let threshold = 0.6
    /// A block larger than this says too little (every town hall of a city) and is left to the other blocks.
    static let largestBlock = 60

    private let candidates: [Candidate]

    package init(_ records: DirectoryRecords) {
        let organizations = Dictionary(records.organizations.map { ($0.id, $0) }) { first, _ in first }
        let services = Dictionary(records.services.map { ($0.id, $0) }) { first, _ in first }
        let occurrences = Dictionary(grouping: records.servicesAtLocations, by: \.locationID)
        candidates = records.locations.filter { $0.kind == .physical }.map { location in
            let served = (occurrences[location.id] ?? []).compactMap { services[$0.serviceID] }
            return Candidate(location, organizations[location.organizationID ?? served.first?.organizationID ?? ""], served)
        }
    }

    /// Best first; each pair once.
    package func pairs() -> [DuplicateSuspect] {
        var seen: Set<Pair> = []
        var suspects: [DuplicateSuspect] = []
        for block in blocks() where block.count <= Self.largestBlock {
            for (position, first) in block.enumerated() {
                for second in block.dropFirst(position + 1) where candidates[first].source != candidates[second].source {
                    guard seen.insert(Pair(first: min(first, second), second: max(first, second))).inserted else { continue }
                    if let suspect = candidates[first].suspect(candidates[second]) { suspects.append(suspect) }
                }
            }
        }
        return suspects.sorted { ($0.score, $1.first.id, $1.second.id) > ($1.score, $0.first.id, $0.second.id) }
    }

    private struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    private func blocks() -> [[Int]] {
        var blocks: [String: [Int]] = [:]
        for (index, candidate) in candidates.enumerated() {
            for key in candidate.keys { blocks[key, default: []].append(index) }
        }
        return blocks.keys.sorted().compactMap { blocks[$0] }
    }
}

/// One place, folded for comparison.
private struct Candidate {
    let reference: ImportPlan.Reference
    let source: String
    let words: Set<String>
    let coordinate: Coordinate?
    let postalCode: String?
    let street: String?
    let phones: Set<String>
    let website: String?

    init(_ location: Location, _ organization: Organization?, _ services: [Service]) {
        let name = location.name ?? organization?.name ?? services.first?.title
        // Behind “#” stands only which of the addresses of one structure it is.
        let sourceID = String(location.provenance.sourceID.prefix { $0 != "#" })
        reference = .init(kind: .location, id: location.id, sourceID: sourceID, name: name)
        source = location.provenance.source
        words = Self.words(name ?? "")
        coordinate = location.precision == .exact ? location.coordinate : nil
        postalCode = location.address?.postalCode.unlessEmpty
        street = location.address.map { Self.folded($0.street) }?.unlessEmpty
        let all = services.flatMap(\.phones) + (services.isEmpty ? organization?.phones ?? [] : [])
        phones = Set(all.map { Self.digits($0.number) }.filter { $0.count >= 8 })
        website = (services.compactMap(\.website).first ?? organization?.website).flatMap(Self.host)
    }

    /// What two records must share to be compared at all.
    var keys: [String] {
        var keys = phones.map { "phone " + $0 }
        if let website { keys.append("web " + website) }
        let cells = coordinate.map(Self.cells) ?? []
        for word in words.sorted(by: { ($0.count, $1) > ($1.count, $0) }).prefix(4) {
            keys += cells.map { "\(word) \($0)" }
            if let postalCode { keys.append("\(word) \(postalCode)") }
        }
        if let street, let postalCode { keys.append("at \(street) \(postalCode)") }
        return keys
    }

    func suspect(_ other: Candidate) -> DuplicateSuspect? {
        var score = 0.0
        var reasons: [String] = []
        let likeness = likeness(to: other)
        score += 0.5 * likeness
        if likeness >= 0.5 { reasons.append(likeness == 1 ? "same name" : "names alike") }
        if let here = coordinate, let there = other.coordinate {
            let metres = here.distance(to: there)
            // Two doors half a kilometre apart are two places, whatever they are called.
            guard metres <= 500 else { return nil }
            score += metres <= 50 ? 0.3 : 0.15
            reasons.append("\(Int(metres.rounded())) m apart")
        } else if let postalCode, postalCode == other.postalCode {
            score += 0.1
            reasons.append("same postcode")
        }
        if let street, street == other.street, postalCode == other.postalCode {
            score += 0.2
            reasons.append("same address")
        }
        if !phones.isDisjoint(with: other.phones) {
            score += 0.25
            reasons.append("same telephone")
        }
        if let website, website == other.website {
            score += 0.1
            reasons.append("same website")
        }
        guard score >= DuplicateSuspects.threshold else { return nil }
        return DuplicateSuspect(first: reference, second: other.reference, score: min(1, score), reasons: reasons)
    }

    /// Shared words over all words.
    private func likeness(to other: Candidate) -> Double {
        let all = words.union(other.words).count
        return all == 0 ? 0 : Double(words.intersection(other.words).count) / Double(all)
    }

    // MARK: Folding

    private static let empty: Set<String> = [
        "de", "du", "des", "la", "le", "les", "et", "en", "au", "aux", "the", "of", "un", "une", "pour",
    ]

    private static func words(_ name: String) -> Set<String> {
        Set(folded(name).split(separator: " ").map(String.init).filter { $0.count > 1 && !empty.contains($0) })
    }

    private static func folded(_ text: String) -> String {
        let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        return plain.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// The last nine digits: `+33 1 23…` and `01 23…` are one line.
    private static func digits(_ number: String) -> String { String(number.filter(\.isNumber).suffix(9)) }

    /// Only a site of its own tells something: a whole address, without the scheme.
    private static func host(_ url: String) -> String? {
        let parts = url.lowercased().split(separator: "/").dropFirst(url.contains("://") ? 1 : 0)
        return parts.isEmpty ? nil : parts.joined(separator: "/").replacing("www.", with: "")
    }

    /// The cell of about 550 m and three neighbours: two points within a cell's width always share one.
    private static func cells(_ point: Coordinate) -> [String] {
        let row = Int((point.latitude * 200).rounded(.down))
        let column = Int((point.longitude * 135).rounded(.down))
        return (row...row + 1).flatMap { row in (column...column + 1).map { "\(row)/\($0)" } }
    }
}
