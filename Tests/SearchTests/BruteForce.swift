import Core
import Foundation

@testable import Search

/// The same search, written to be obviously right: every document is asked every question.
struct BruteForce {
    let documents: [SearchDocument]
    let vocabulary: [FacetValue: [String]]
    let zone = Zone.paris

    struct Found {
        let document: SearchDocument
        let key: Key
        let state: OpenState
    }

    struct Key: Comparable {
        let relevance: Int
        let tier: Int
        let centimetres: Int
        let name: String
        let id: String

        static func < (a: Key, b: Key) -> Bool {
            (a.relevance, a.tier, a.centimetres) < (b.relevance, b.tier, b.centimetres)
                || (a.relevance, a.tier, a.centimetres) == (b.relevance, b.tier, b.centimetres)
                    && (Array(a.name.utf8).lexicographicallyPrecedes(Array(b.name.utf8)) || a.name == b.name && a.id < b.id)
        }
    }

    func matches(_ query: SearchQuery, adding extra: FacetValue? = nil) -> [Found] {
        documents.compactMap { found($0, query, adding: extra) }.sorted { $0.key < $1.key }
    }

    private func found(_ document: SearchDocument, _ query: SearchQuery, adding extra: FacetValue?) -> Found? {
        if let extra, !has(document, extra) { return nil }
        for (facet, values) in query.selections {
            let held = values.count { has(document, FacetValue(facet, $0)) }
            guard facet == .area ? held > 0 : held == values.count else { return nil }
        }
        let distance = query.place.flatMap { place in document.coordinate.map { place.distance(to: $0) } }
        if let radius = query.radius, (distance ?? .infinity) > radius { return nil }
        let state = document.hours?.state(at: query.at, in: document.hoursContext) ?? .unknown
        if query.openOnly && state != .open { return nil }
        guard let relevance = relevance(document, query.words) else { return nil }
        return Found(
            document: document,
            key: Key(
                relevance: relevance, tier: tier(document, query.at),
                centimetres: query.place == nil ? 0 : distance.map(straight) ?? Int(UInt32.max),
                name: String(decoding: Folding.folded(document.name).utf8.prefix(24), as: UTF8.self), id: document.id),
            state: state)
    }

    func has(_ document: SearchDocument, _ value: FacetValue) -> Bool {
        document.facets[value.facet]?.contains(value.value) == true || value.facet == .area && document.areaCode == value.value
    }

    /// The chord of a great circle, which orders as the circle does.
    private func straight(_ metres: Double) -> Int { Int(2 * 6_371_008.8 * sin(metres / (2 * 6_371_008.8)) * 100) }

    private func relevance(_ document: SearchDocument, _ words: String) -> Int? {
        var isNamed = true
        let typed = WordReader.words(in: words).map(\.text)
        for (index, word) in typed.enumerated() {
            let named = self.words(document) { $0 != .description } + meanings(document)
            let all = self.words(document) { _ in true } + meanings(document)
            let mayGoOn = index == typed.count - 1 && word.unicodeScalars.count >= 3
            guard all.contains(where: { $0 == word || mayGoOn && $0.hasPrefix(word) }) else { return nil }
            isNamed = isNamed && named.contains(word)
        }
        return isNamed ? 0 : 1
    }

    private func words(_ document: SearchDocument, _ isWanted: (SearchDocument.Field) -> Bool) -> [String] {
        document.texts.filter { isWanted($0.field) }.flatMap { WordReader.words(in: $0.text).map(\.text) }
    }

    private func meanings(_ document: SearchDocument) -> [String] {
        vocabulary.filter { has(document, $0.key) }.values.joined().flatMap { WordReader.words(in: $0).map(\.text) }
    }

    /// Asked of the hours themselves, piece by piece.
    func tier(_ document: SearchDocument, _ at: Instant) -> Int {
        guard let hours = document.hours else { return 5 }
        let today = zone.local(at).day
        let week = Instant(seconds: at.seconds + 7 * 86_400)
        let timeline = hours.timeline(from: at, to: Instant(seconds: week.seconds + 60), in: document.hoursContext)
        if timeline.first?.state == .open { return 0 }
        guard let opening = timeline.first(where: { $0.state == .open && $0.from <= week }) else {
            return timeline.contains { $0.state == .unknown && $0.from <= week } ? 5 : 6
        }
        if opening.from.seconds <= at.seconds + 7_200 { return 1 }
        if opening.from < zone.instant(day: today.advanced(by: 1), minute: 0) { return 2 }
        return opening.from < zone.instant(day: today.advanced(by: 2), minute: 0) ? 3 : 4
    }
}
