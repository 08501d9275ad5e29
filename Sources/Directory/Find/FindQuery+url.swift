import Core
import Web

extension FindQuery {
    /// The parameters in one fixed order, so that equal searches have equal addresses.
    var parameters: [(name: String, value: String)] {
        var list: [(String, String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { list.append((name, value)) }
        }
        add("q", words)
        add("near", near?.description)
        add("place", place)
        areas.forEach { add("area", $0) }
        add("at", at?.description)
        add("open", openOnly ? "1" : nil)
        add("label", labelOnly ? "1" : nil)
        for (name, keyPath) in Self.choices { self[keyPath: keyPath].forEach { add(name, $0) } }
        add("cursor", cursor)
        return list
    }

    /// The address of this search below a page: `/fr/find?theme=eat&open=1`.
    func path(_ page: String) -> String {
        let query = parameters.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
        return query.isEmpty ? page : "\(page)?\(query)"
    }

    /// A new search begins at the start of its list.
    func changed(_ change: (inout FindQuery) -> Void) -> FindQuery {
        var query = self
        query.cursor = nil
        change(&query)
        return query
    }

    /// The parameters whose values are chosen from a list, each as often as one likes.
    static var choices: [(name: String, values: WritableKeyPath<FindQuery, [String]>)] {
        [
            ("theme", \.themes), ("need", \.needs), ("for", \.people), ("speaks", \.languages),
            ("condition", \.conditions), ("access", \.accessibility),
        ]
    }
}
