import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// To whom a weakness is told: `/.well-known/security.txt` (RFC 9116).
struct SecurityCard: Sendable {
    let contact: String
    let address: String
    let now: @Sendable () -> Instant

    /// It always ends within a quarter of a year, which RFC 9116 wants so that nobody trusts an old copy.
    @Sendable func show(_ request: Request, _ context: AppContext) -> Response {
        let end = Instant(seconds: (now().seconds / 86_400 + 90) * 86_400)
        let text = "Contact: \(contact)\nExpires: \(end)\nPreferred-Languages: fr, en\nCanonical: \(address)/.well-known/security.txt\n"
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "public, max-age=86400"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
