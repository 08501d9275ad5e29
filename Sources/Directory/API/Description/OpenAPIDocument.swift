import Foundation

/// Writes the list of routes as an OpenAPI 3.1 document.
struct OpenAPIDocument {
    let base: String
    let routes: [APIRoute]
    let schemas: [String: APISchema]

    func json() throws -> [UInt8] {
        var paths: [String: [String: Any]] = [:]
        for route in routes { paths[route.path, default: [:]][route.method] = operation(route) }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": [
                "title": "Parvis", "version": "1.0.0", "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
                "description": Self.description,
            ],
            "servers": [["url": base]],
            "paths": paths,
            "components": [
                "schemas": schemas.mapValues(\.json),
                "responses": Dictionary(uniqueKeysWithValues: Self.refusals.map { ("Status\($0.key)", Self.problem($0.value)) }),
                "headers": ["ETag": ["description": "Send it back as If-None-Match", "schema": APISchema.string.json]],
            ],
        ]
        let bytes = try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
        return Array(bytes)
    }

    private static let description = """
        Reads the public directory. No key, no account; any site may read it. HEAD is answered wherever GET is, OPTIONS everywhere. \
        Filters narrow: everything given must hold, every value of a filter too; only of several areas one is enough, because a \
        place lies in one. Properties may be added later; none is taken away.
        """

    /// What can be refused, and what that means.
    private static let refusals: [Int: String] = [
        400: "A parameter is not understood: detail says which and why, parameter names it",
        404: "There is no such record",
        405: "The address does not answer this method; Allow lists those it does",
        413: "The body is too long",
        414: "The address is too long",
        422: "Understood, and cannot be done: detail says why, position where",
        500: "Something failed here; it is logged under the number in instance",
        503: "The directory cannot be read at this moment; try again in a few seconds",
    ]

    private static func problem(_ text: String) -> [String: Any] {
        ["description": text, "content": ["application/problem+json": ["schema": APISchema.named("Problem").json]]]
    }

    private func operation(_ route: APIRoute) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": route.summary,
            "operationId": route.method + route.path.split(whereSeparator: { "/{}-_.".contains($0) }).map(\.capitalized).joined(),
            "responses": responses(route),
        ]
        if !route.parameters.isEmpty { operation["parameters"] = route.parameters.map(\.json) }
        if let body = route.body {
            operation["requestBody"] = ["required": true, "content": ["application/json": ["schema": body.json]]]
        }
        return operation
    }

    private func responses(_ route: APIRoute) -> [String: Any] {
        var answer: [String: Any] = ["description": route.answer, "content": content(route)]
        var responses: [String: Any] = [:]
        if route.isTagged {
            answer["headers"] = ["ETag": ["$ref": "#/components/headers/ETag"]]
            responses["304"] = ["description": "Unchanged since the answer with that entity tag"]
        }
        responses["200"] = answer
        if !route.isOfAPI {
            for status in route.refusals {
                responses[String(status)] = ["description": "Not now", "content": ["text/plain": ["schema": APISchema.string.json]]]
            }
            return responses
        }
        for status in route.refusals + [405, 414, 500] {
            responses[String(status)] = ["$ref": "#/components/responses/Status\(status)"]
        }
        return responses
    }

    private func content(_ route: APIRoute) -> [String: Any] {
        guard let schema = route.schema else { return ["text/plain": ["schema": APISchema.string.json]] }
        var content: [String: Any] = ["application/json": ["schema": schema.json]]
        if let line = route.line {
            content["application/x-ndjson"] = [
                "schema": [
                    "type": "string", "description": "One record a line", "contentMediaType": "application/json",
                    "contentSchema": line.json,
                ]
            ]
        }
        return content
    }
}
