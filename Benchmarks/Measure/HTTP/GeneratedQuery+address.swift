import Core
import Foundation
import SearchGenerator

extension GeneratedQuery {
    /// The query string of `/api/v1/search`; the API has no radius, so nearest first instead.
    var queryString: String {
        var items: [URLQueryItem] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { items.append(URLQueryItem(name: name, value: value)) }
        }
        add("q", words)
        add("near", place?.description)
        add("at", isAboutNow ? nil : at.description)
        add("open", openOnly ? "1" : nil)
        add("need", need)
        add("for", audience)
        add("speaks", speaks)
        add("area", area)
        var components = URLComponents()
        components.queryItems = items
        return components.percentEncodedQuery ?? ""
    }
}
