import Core
import Foundation

@testable import Search

/// Words people type and cursors people change, asked of a small invented directory.
enum SearchFuzz {
    /// The first line is the words, the second a cursor.
    static func search(_ bytes: [UInt8]) {
        let lines = text(bytes).split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        var query = SearchQuery(words: lines[0], at: now, limit: 2)
        if lines.count == 2 { query.cursor = lines[1] }
        if choice(bytes) & 1 == 0 { query.place = Coordinate(latitude: 48.9, longitude: 2.35) }
        guard let result = try? index.search(query) else {
            return expect(query.cursor != nil, "words alone are refused: \(lines[0])")
        }
        expect(result.hits.count <= query.limit && result.total >= result.hits.count, "\(result.hits.count) of \(result.total)")
        var seen = Set(result.hits.map(\.id))
        var cursor = query.cursor == nil ? result.nextCursor : nil
        while let next = cursor {
            query.cursor = next
            guard let page = try? index.search(query) else { return expect(false, "its own cursor is refused: \(next)") }
            for hit in page.hits { expect(seen.insert(hit.id).inserted, "\(hit.id) is on two pages") }
            cursor = page.nextCursor
        }
        if lines.count == 1 { expect(seen.count == result.total, "\(seen.count) of \(result.total) were given") }
    }

    static func cursors(_ bytes: [UInt8]) {
        let written = text(bytes)
        guard let cursor = try? Cursor(written) else { return }
        expect(cursor.text == written, "\(written) → \(cursor.text)")
        var query = SearchQuery(at: now, limit: 2)
        query.cursor = Cursor(search: cursor.search, moment: cursor.moment, key: cursor.key).text
        guard let page = try? index.search(query) else { return }
        expect(page.hits.count <= 2, "\(page.hits.count) hits")
    }

    private static let now = Instant(seconds: 1_795_460_400)

    private static let index: SearchIndex = {
        let names = [
            "Douche du Parvis", "دوش عمومی", "حمّام", "ሻወር", "Баня", "淋浴", "Cours de français", "Épicerie", "བཀྲ་ཤིས", "Repas chaud 24h",
        ]
        let documents = names.enumerated().map { number, name in
            SearchDocument(
                id: "0000000\(number)-0000-4000-8000-000000000000", serviceID: "s\(number)", name: name,
                coordinate: Coordinate(latitude: 48.85 + Double(number) / 200, longitude: 2.35), areaCode: "751\(number)",
                texts: [.init(.name, name), .init(.description, "exemple inventé \(name) \(number)")],
                facets: [.theme: [number % 2 == 0 ? "wash" : "eat"]], hours: try? OpeningHours("Mo-Fr 09:00-1\(number % 8):00"),
                hoursContext: HoursContext())
        }
        let vocabulary = SearchVocabulary([FacetValue(.theme, "wash"): ["shower", "douche", "دوش"], FacetValue(.theme, "eat"): ["repas"]])
        return SearchIndex.build(documents: documents, vocabulary: vocabulary, now: now)
    }()
}
