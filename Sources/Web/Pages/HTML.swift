import Core
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// A page on its way out, with the headers every page has.
package struct HTML: ResponseGenerator, Sendable {
    /// How long a browser may keep a page.
    package enum Caching: Hashable, Sendable {
        /// Kept nowhere: answers to forms, pages with a form's token.
        case never
        /// Kept, but asked again each time; the answer is empty when nothing changed.
        case revalidated
        /// Kept by anybody for some seconds.
        case shared(seconds: Int)

        var header: String {
            switch self {
            case .never: "no-store"
            case .revalidated: "no-cache"
            case .shared(let seconds): "public, max-age=\(seconds)"
            }
        }
    }

    package let body: String
    package let status: HTTPResponse.Status
    let language: Language
    let caching: Caching
    let contentSecurityPolicy: String

    package func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentLanguage: language.tag,
            .cacheControl: caching.header,
            .contentSecurityPolicy: contentSecurityPolicy,
        ]
        if status == .ok, caching != .never {
            let tag = entityTag(of: body)
            headers[.eTag] = tag
            if request.headers.accepts(tag) { return Response(status: .notModified, headers: headers) }
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}

/// A weak entity tag: the same page compressed or not is the same page.
package func entityTag(of body: String) -> String {
    let hash = SHA256.hash(data: Array(body.utf8)).prefix(12)
    return "W/\"" + hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
}

extension HTTPFields {
    /// Whether `If-None-Match` names this tag; weak and strong tags compare alike (RFC 9110, 13.1.2).
    package func accepts(_ tag: String) -> Bool {
        let opaque = tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
        return self[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { given in
            let given = given.trimmed
            return given == "*" || given == opaque || given == "W/" + opaque
        }
    }
}
