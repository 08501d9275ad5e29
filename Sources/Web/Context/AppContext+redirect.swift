import Core
import HTTPTypes
import Hummingbird

extension AppContext {
    /// The answer to a form that was taken: the browser asks for this page in the reader's language, so that loading it again sends nothing twice.
    package func redirect(to page: String) -> Response { .seeOther("/\(language.tag)/\(page)") }
}

extension Response {
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }
}
