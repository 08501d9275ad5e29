import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Search

/// Writes the answer of a search as JSON bytes: the cards are already JSON, so nothing is encoded twice.
struct SearchAnswer {
    private var json = ByteBuffer()

    init(_ result: SearchResult, at moment: Instant) {
        json.reserveCapacity(16_384)
        json.writeString("{\"total\":\(result.total),\"open\":\(result.openNow),\"at\":\"\(moment)\",\"results\":[")
        for (number, hit) in result.hits.enumerated() {
            if number > 0 { json.writeString(",") }
            write(hit)
        }
        json.writeString("],\"facets\":{")
        for (number, facet) in Facet.allCases.enumerated() {
            if number > 0 { json.writeString(",") }
            json.writeString("\"\(Self.name(facet))\":{")
            for (place, entry) in result.facets[facet].enumerated() {
                if place > 0 { json.writeString(",") }
                write(text: entry.value)
                json.writeString(":\(entry.count)")
            }
            json.writeString("}")
        }
        json.writeString("},\"corrections\":{")
        for (number, correction) in result.corrections.enumerated() {
            if number > 0 { json.writeString(",") }
            write(text: correction.typed)
            json.writeString(":")
            write(text: correction.searched.first ?? "")
        }
        json.writeString("},\"next\":")
        if let cursor = result.nextCursor { write(text: cursor) } else { json.writeString("null") }
        json.writeString("}")
    }

    /// - Parameter isNow: an answer about this moment is old in half a minute.
    func response(isNow: Bool, tag: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .eTag: tag,
                .cacheControl: "public, max-age=\(isNow ? 30 : 300)",
            ],
            body: ResponseBody(byteBuffer: json))
    }

    /// The card with what this search adds to it.
    private mutating func write(_ hit: SearchHit) {
        json.writeBytes(hit.card.dropLast())
        json.writeString(",\"state\":\"\(Self.name(hit.state))\"")
        if let changesAt = hit.changesAt { json.writeString(",\"changes_at\":\"\(changesAt)\"") }
        if let distance = hit.distance { json.writeString(",\"distance\":\(Int(distance.rounded()))") }
        json.writeString("}")
    }

    private mutating func write(text: String) {
        json.writeString("\"")
        defer { json.writeString("\"") }
        // Almost every text is free of what JSON escapes.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            json.writeString(text)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json.writeBytes([UInt8(ascii: "\\"), byte])
            case 0..<0x20: json.writeString("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: json.writeInteger(byte)
            }
        }
    }

    /// Facets by the names of the parameters that choose them.
    private static func name(_ facet: Facet) -> String {
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

    private static func name(_ state: OpenState) -> String {
        switch state {
        case .open: "open"
        case .closed: "closed"
        case .unknown: "unknown"
        }
    }
}
