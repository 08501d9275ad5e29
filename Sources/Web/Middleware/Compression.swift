import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// Compresses texts for browsers that read gzip; answers of unknown length pass as they are.
package struct Compression: RouterMiddleware {
    package typealias Context = AppContext
    static let smallest = 400
    static let largest = 8_000_000

    package init() {}

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.headers[.contentEncoding] == nil, Self.isText(response.headers[.contentType]) else { return response }
        response.headers[.vary] = [response.headers[.vary], "Accept-Encoding"].compactMap(\.self).joined(separator: ", ")
        guard Self.isAccepted(by: request),
            let length = response.body.contentLength, (Self.smallest...Self.largest).contains(length)
        else { return response }
        let collected = CollectedBody()
        try await response.body.write(collected)
        guard let compressed = gzip(collected.bytes) else {
            response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: collected.bytes))
            return response
        }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = "\(compressed.count)"
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: compressed))
        return response
    }

    /// Whether the reader's program reads gzip.
    package static func isAccepted(by request: Request) -> Bool {
        accepted(request.headers[values: .acceptEncoding].joined(separator: ","))
    }

    static func isText(_ type: String?) -> Bool {
        guard let type = type?.lowercased() else { return false }
        return type.hasPrefix("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript")
    }

    /// Whether gzip, or anything, is wanted with a weight above zero.
    static func accepted(_ header: String) -> Bool {
        var weights: [String: Double] = [:]
        for part in header.lowercased().split(separator: ",").prefix(20) {
            let pieces = part.split(separator: ";").map(\.trimmed)
            guard let name = pieces.first else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }
            weights[name] = quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        }
        return (weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0) > 0
    }
}

/// Gathers the bytes a response writes; one task writes, then reads.
private final class CollectedBody: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes.append(contentsOf: buffer.readableBytesView) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
