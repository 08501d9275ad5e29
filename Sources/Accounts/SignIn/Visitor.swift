import HTTPTypes
import Hummingbird
import Web

/// What is known of somebody who is about to sign in.
struct Visitor: Sendable {
    let address: String?
    /// The device's cookie, if it was signed in before.
    let device: Secret?
    let browser: String

    init(_ request: Request, _ context: AppContext, _ cookies: SessionCookies) {
        address = context.remoteAddress
        device = cookies.read(.device, from: request)
        browser = browserName(request.headers[.userAgent])
    }
}
