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

    /// With an entity tag: asked again, an unchanged answer is empty.
    static func tagged(bytes: [UInt8], request: Request) -> Response {
        var response = response(bytes: bytes)
        let tag = entityTag(of: String(decoding: bytes, as: UTF8.self))
        response.headers[.eTag] = tag
        guard request.headers.accepts(tag) else { return response }
        response.status = .notModified
        response.body = ResponseBody()
        return response
    }
}
