/// What the HSDS API serves, list by list, as its OpenAPI document tells it.
enum HSDSRoutes {
    static let all: [APIRoute] =
        [
            APIRoute(
                method: "get", path: "/api/hsds/", summary: "Version, profile and description of this API", answer: "HSDS API information",
                schema: .named("HSDSAbout"), isTagged: true),
            APIRoute(
                method: "get", path: "/api/hsds/profile", summary: "What this API adds to HSDS 3.1", answer: "The profile",
                schema: .named("HSDSProfile"), isTagged: true),
        ]
        + list("services", "Services", services, of: "Service")
        + list("organizations", "Organizations", organizations, of: "Organization")
        + list("service_at_locations", "Services at locations", servicesAtLocations, of: "ServiceAtLocation")
        + list("taxonomies", "Taxonomies", taxonomies, of: "Taxonomy")
        + list("taxonomy_terms", "Terms of the taxonomies", taxonomyTerms, of: "TaxonomyTerm")

    static let pages: [APIParameter] = [
        APIParameter("search", text, "Words as /api/v1/search reads them, in any of the languages; all must be found"),
        APIParameter("page", .integer(1...1_000_000), "Number of the page, from 1"),
        APIParameter("per_page", .integer(1...HSDSQuery.largestPage), "Records a page"),
        APIParameter("format", .choice(["json", "ndjson"]), "ndjson: every record, one a line, without pages"),
    ]
    private static let terms: [APIParameter] = [
        APIParameter("taxonomy_term_id", text, "Records that carry this term, by its identifier or its code"),
        APIParameter("taxonomy_id", .uuid, "Records that carry any term of this taxonomy"),
    ]
    private static let changed: [APIParameter] = [
        APIParameter("organization_id", .uuid, "Records of this organization"),
        APIParameter("modified_after", .dayOrMoment, "Records changed at that moment or later"),
    ]
    private static let full = APIParameter("full", .flag, "Nested, with everything that belongs to a record")

    static let services =
        pages + terms + changed + [APIParameter("minimal", .flag, "Identifiers and dates only"), full]
    static let organizations =
        pages + terms + [full, APIParameter("full_service", .flag, "Nested, services in full")]
    static let servicesAtLocations = pages + terms + changed + [full, APIParameter("postcode", text, "Postal code of the location")]
    static let taxonomies = pages
    static let taxonomyTerms =
        pages + [
            APIParameter("taxonomy_id", .uuid, "Terms of this taxonomy"), APIParameter("parent_id", .uuid, "Terms under this one"),
            APIParameter("top_only", .flag, "Terms under no other"),
        ]

    private static let text = APISchema.text(longest: FindQuery.longestText)

    private static func list(_ name: String, _ summary: String, _ parameters: [APIParameter], of schema: String) -> [APIRoute] {
        let id = APIParameter("id", .uuid, "Identifier of the record", in: .path)
        let question = APISchema.object(parameters.map { .init(name: $0.name, schema: $0.schema.about($0.text), isRequired: false) })
        let isMinimal = parameters.contains { $0.name == "minimal" }
        let page = isMinimal ? APISchema.either(.named(schema + "Page"), .named("Minimal\(schema)Page")) : .named(schema + "Page")
        let line = isMinimal ? APISchema.either(.named(schema), .named("Minimal" + schema)) : .named(schema)
        return [
            APIRoute(
                method: "get", path: "/api/hsds/\(name)", summary: summary, parameters: parameters, answer: "One page", schema: page,
                line: line, isTagged: true, refusals: [400, 503]),
            APIRoute(
                method: "post", path: "/api/hsds/\(name)", summary: summary + ", parameters in the body", body: question,
                answer: "One page", schema: page, line: line, refusals: [400, 413, 503]),
            APIRoute(
                method: "get", path: "/api/hsds/\(name)/{id}", summary: summary + ": one", parameters: [id], answer: "The record, nested",
                schema: .named(schema), isTagged: true, refusals: [404, 503]),
        ]
    }
}
