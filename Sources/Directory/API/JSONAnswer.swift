import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// A JSON answer, with its entity tag.
enum JSONAnswer {
    static func response(_ value: some Encodable) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return response(bytes: Array(try encoder.encode(value)))
    }

    static func response(bytes: [UInt8], type: String = "application/json") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=60"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// One record a line, sent page by page until a page is empty: a whole directory is never held in memory.
    static func lines(_ page: @escaping @Sendable (Int) async throws -> [UInt8]) -> Response {
        let body = ResponseBody { writer in
            var number = 1
            while case let bytes = try await page(number), !bytes.isEmpty {
                try await writer.write(ByteBuffer(bytes: bytes))
                number += 1
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "public, max-age=60"], body: body)
    }

    /// With an entity tag: asked again, an unchanged answer is empty.
    static func tagged(bytes: [UInt8], request: Request) -> Response {
        var response = response(bytes: bytes)
        let tag = entityTag(of: String(decoding: bytes, as: UTF8.self))
        response.headers[.eTag] = tag
        guard request.method != .post, request.headers.accepts(tag) else { return response }
        response.status = .notModified
        response.body = ResponseBody()
        return response
    }
}
