import Foundation

/// One parameter of one API route, as the OpenAPI document tells it.
struct APIParameter: Sendable {
    let name: String
    let place: Place
    let text: String
    let schema: Schema
    var example: String?

    enum Place: String, Sendable { case query, path }

    indirect enum Schema: Sendable {
        case string, uuid, instant, boolean
        case integer(ClosedRange<Int>)
        case choice([String])
        case list(Schema)
    }

    init(_ name: String, _ schema: Schema, _ text: String, in place: Place = .query, example: String? = nil) {
        self.name = name
        self.place = place
        self.schema = schema
        self.text = text
        self.example = example
    }
}

/// One route of the API: what the router serves and what the OpenAPI document says come from the same list.
struct APIRoute: Sendable {
    let method: String
    let path: String
    let summary: String
    var parameters: [APIParameter] = []
    var body: String?
    let answer: String
    var errors: [Int] = [400]
}

/// Writes the list of routes as an OpenAPI 3.1 document.
struct OpenAPIDocument {
    let title: String
    let routes: [APIRoute]

    func json() throws -> Data {
        var paths: [String: [String: Any]] = [:]
        for route in routes {
            paths[route.path, default: [:]][route.method] = operation(route)
        }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": [
                "title": title, "version": "1.0.0", "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
                "description": "Reads the public directory. No key, no account; cross-origin reading is allowed.",
            ],
            "paths": paths,
            "components": ["schemas": Self.schemas],
        ]
        return try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
    }

    private func operation(_ route: APIRoute) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": route.summary,
            "operationId": route.method + route.path.split(whereSeparator: { "/{}-_.".contains($0) }).map(\.capitalized).joined(),
            "responses": responses(route),
        ]
        if !route.parameters.isEmpty { operation["parameters"] = route.parameters.map(Self.describe) }
        if let body = route.body {
            operation["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": ["$ref": "#/components/schemas/\(body)"]]],
            ]
        }
        return operation
    }

    private func responses(_ route: APIRoute) -> [String: Any] {
        var responses: [String: Any] = [
            "200": ["description": route.answer, "content": ["application/json": ["schema": ["type": "object"]]]]
        ]
        for status in route.errors {
            responses[String(status)] = [
                "description": "Refused, with the reason",
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
        }
        return responses
    }

    private static func describe(_ parameter: APIParameter) -> [String: Any] {
        var described: [String: Any] = [
            "name": parameter.name, "in": parameter.place.rawValue, "description": parameter.text,
            "required": parameter.place == .path, "schema": schema(parameter.schema),
        ]
        if let example = parameter.example { described["example"] = example }
        if case .list = parameter.schema {
            described["style"] = "form"
            described["explode"] = true
        }
        return described
    }

    private static func schema(_ schema: APIParameter.Schema) -> [String: Any] {
        switch schema {
        case .string: ["type": "string", "maxLength": FindQuery.longestText]
        case .uuid: ["type": "string", "format": "uuid"]
        case .instant: ["type": "string", "format": "date-time"]
        case .boolean: ["type": "string", "enum": ["0", "1", "true", "false"]]
        case .integer(let range): ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
        case .choice(let values): ["type": "string", "enum": values]
        case .list(let element): ["type": "array", "items": Self.schema(element)]
        }
    }

    private static var schemas: [String: Any] {
        [
            "Problem": [
                "type": "object", "description": "RFC 9457",
                "properties": [
                    "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                    "detail": ["type": "string"], "instance": ["type": "string"],
                ],
            ],
            "HSDSQuestion": [
                "type": "object", "description": "The parameters of the list of the same path, by name",
                "additionalProperties": ["type": ["string", "integer", "boolean"]],
            ],
            "HoursQuestion": [
                "type": "object", "required": ["expression", "from", "to"],
                "properties": [
                    "expression": ["type": "string", "maxLength": 4096, "description": "OSM opening_hours"],
                    "from": ["type": "string", "format": "date-time"], "to": ["type": "string", "format": "date-time"],
                    "zone": ["type": "string", "description": "IANA time zone; the city's when left out"],
                ],
            ],
        ]
    }
}
