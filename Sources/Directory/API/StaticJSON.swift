import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// A JSON answer that never changes while the server runs: written, tagged and compressed once.
struct StaticJSON: Sendable {
    private let plain: ByteBuffer
    private let compressed: ByteBuffer?
    private let tag: String

    init(_ bytes: [UInt8]) {
        plain = ByteBuffer(bytes: bytes)
        compressed = gzip(bytes, level: 9).map { ByteBuffer(bytes: $0) }
        tag = entityTag(of: String(decoding: bytes, as: UTF8.self))
    }

    func response(to request: Request) -> Response {
        var headers: HTTPFields = [
            .contentType: "application/json", .cacheControl: "public, max-age=60", .eTag: tag, .vary: "Accept-Encoding",
        ]
        if request.headers.accepts(tag) { return Response(status: .notModified, headers: headers) }
        guard let compressed, Compression.isAccepted(by: request) else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: compressed))
    }
}
