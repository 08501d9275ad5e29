import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What went wrong for a program, as problem+json (RFC 9457); throw it from any route below `/api`.
package struct Problem: Error, ResponseGenerator, Sendable {
    /// A further member, such as the position of a mistake.
    package enum Member: Encodable, Hashable, Sendable {
        case text(String)
        case number(Int)

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    package let status: HTTPResponse.Status
    /// A sentence: what, where, why, what to do.
    package let detail: String?
    package let members: [String: Member]
    /// The request's id, as in the log.
    package internal(set) var instance: String?

    package init(_ status: HTTPResponse.Status, detail: String?, members: [String: Member] = [:]) {
        self.status = status
        self.detail = detail
        self.members = members
    }

    package func response(from request: Request, context: some RequestContext) throws -> Response {
        var body = members
        body["type"] = .text("about:blank")
        body["title"] = .text(status.reasonPhrase)
        body["status"] = .number(status.code)
        body["detail"] = detail.map(Member.text)
        body["instance"] = instance.map { .text("urn:request:\($0)") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store", .contentLanguage: "en"]
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(body))))
    }
}
