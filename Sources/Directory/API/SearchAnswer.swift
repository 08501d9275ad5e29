import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Search

/// Writes the answer of a search as JSON bytes: the cards are already JSON, so nothing is encoded twice.
struct SearchAnswer {
    private var json = AnswerBytes()

    init(_ result: SearchResult, at moment: Instant) {
        json.append("{\"total\":")
        json.append(result.total)
        json.append(",\"open\":")
        json.append(result.openNow)
        json.append(",\"at\":\"")
        json.append(moment)
        json.append("\",\"results\":[")
        for (number, hit) in result.hits.enumerated() {
            if number > 0 { json.append(",") }
            write(hit)
        }
        json.append("],\"facets\":{")
        for (number, facet) in Facet.allCases.enumerated() {
            json.append(number > 0 ? ",\"" : "\"")
            json.append(Self.name(facet))
            json.append("\":{")
            write(facet, of: result.facets)
            json.append("}")
        }
        json.append("},\"corrections\":{")
        for (number, correction) in result.corrections.enumerated() {
            if number > 0 { json.append(",") }
            json.append(quoted: correction.typed)
            json.append(":")
            json.append(quoted: correction.searched.first ?? "")
        }
        json.append("},\"next\":")
        if let cursor = result.nextCursor { json.append(quoted: cursor) } else { json.append("null") }
        json.append("}")
    }

    /// - Parameter isNow: an answer about this moment is old in half a minute.
    func finished(isNow: Bool, tag: String) -> FinishedAnswers.Answer {
        FinishedAnswers.Answer(
            headers: [
                .contentType: "application/json", .eTag: tag,
                .cacheControl: isNow ? "public, max-age=30" : "public, max-age=300",
            ],
            bytes: ByteBuffer(bytes: json.bytes))
    }

    /// The card with what this search adds to it.
    private mutating func write(_ hit: SearchHit) {
        hit.appendCard(to: &json.bytes, droppingLast: 1)
        json.append(",\"state\":\"")
        json.append(Self.name(hit.state))
        json.append("\"")
        if let change = hit.change {
            json.append(",\"changes_at\":\"")
            json.append(change.at)
            json.append("\",\"changes_to\":\"")
            json.append(Self.name(change.state))
            json.append("\"")
        }
        if let opensAt = hit.opensAt {
            json.append(",\"opens_at\":\"")
            json.append(opensAt)
            json.append("\"")
        }
        if let distance = hit.distance {
            json.append(",\"distance\":")
            json.append(Int(distance.rounded()))
        }
        json.append("}")
    }

    private mutating func write(_ facet: Facet, of counts: FacetCounts) {
        var isFirst = true
        counts.visit(facet) { value, count in
            if !isFirst { json.append(",") }
            isFirst = false
            json.append(quoted: value)
            json.append(":")
            json.append(count)
        }
    }

    /// Facets by the names of the parameters that choose them.
    private static func name(_ facet: Facet) -> StaticString {
        switch facet {
        case .theme: "theme"
        case .need: "need"
        case .audience: "for"
        case .speaks: "speaks"
        case .condition: "condition"
        case .accessibility: "access"
        case .area: "area"
        case .label: "label"
        }
    }

    private static func name(_ state: OpenState) -> StaticString {
        switch state {
        case .open: "open"
        case .closed: "closed"
        case .unknown: "unknown"
        }
    }
}
