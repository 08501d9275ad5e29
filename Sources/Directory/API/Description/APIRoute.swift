/// One parameter of one API route, as the OpenAPI document tells it.
struct APIParameter: Sendable {
    let name: String
    let place: Place
    let text: String
    let schema: APISchema
    var example: String?

    enum Place: String, Sendable { case query, path }

    init(_ name: String, _ schema: APISchema, _ text: String, in place: Place = .query, example: String? = nil) {
        self.name = name
        self.place = place
        self.schema = schema
        self.text = text
        self.example = example
    }

    var json: [String: Any] {
        var described: [String: Any] = [
            "name": name, "in": place.rawValue, "description": text, "required": place == .path, "schema": inAddress.json,
        ]
        if place == .query { described["allowEmptyValue"] = true }
        if let example { described["example"] = example }
        if case .list = schema {
            described["style"] = "form"
            described["explode"] = true
        }
        return described
    }

    /// A flag is a word in an address.
    private var inAddress: APISchema {
        if case .flag = schema { .choice(["true", "false"]) } else { schema }
    }
}

/// One route of the API: what the router serves and what the OpenAPI document says come from the same list.
struct APIRoute: Sendable {
    let method: String
    let path: String
    let summary: String
    var parameters: [APIParameter] = []
    var body: APISchema?
    let answer: String
    /// Of the answer's body; nil: plain text.
    var schema: APISchema?
    /// Of one line of the answer, where it can also be had as lines.
    var line: APISchema?
    /// Asked again with its entity tag, an unchanged answer is empty.
    var isTagged = false
    var refusals: [Int] = []

    /// Below `/api` whatever is refused is a problem; the rest is for whoever watches the server.
    var isOfAPI: Bool { path.hasPrefix("/api/") }
}
