import HTTPTypes
import Hummingbird

extension Router where Context == AppContext {
    /// Answers `OPTIONS` on every route, and every other method with 405 and what is allowed; call it after the last route.
    package func answerOtherMethods() {
        var methods: [String: Set<String>] = [:]
        for route in routes {
            methods[route.path.description, default: []].insert(route.method.rawValue)
        }
        for (path, known) in methods {
            let allowed = known.union(known.contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"])
            let headers: HTTPFields = [.allow: allowed.sorted().joined(separator: ", ")]
            for method in Self.everyMethod where !allowed.contains(method.rawValue) {
                on(RouterPath(path), method: method) { _, _ -> Response in throw HTTPError(.methodNotAllowed, headers: headers) }
            }
            guard !known.contains("OPTIONS") else { continue }
            on(RouterPath(path), method: .options) { _, _ in Response(status: .noContent, headers: headers) }
        }
    }

    private static var everyMethod: [HTTPRequest.Method] {
        [.get, .post, .put, .patch, .delete, .trace] + [HTTPRequest.Method("QUERY")].compactMap(\.self)
    }
}
