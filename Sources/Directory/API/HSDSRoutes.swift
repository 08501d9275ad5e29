/// What the HSDS API serves, list by list, as its OpenAPI document tells it.
enum HSDSRoutes {
    static let all: [APIRoute] =
        [
            APIRoute(
                method: "get", path: "/api/hsds/", summary: "Version, profile and description of this API", answer: "HSDS API information",
                errors: [])
        ]
        + [APIRoute(method: "get", path: "/api/hsds/profile", summary: "What this API adds to HSDS 3.1", answer: "The profile", errors: [])]
        + list("services", "Services", services)
        + list("organizations", "Organizations", organizations)
        + list("service_at_locations", "Services at locations", servicesAtLocations)
        + list("taxonomies", "Taxonomies", taxonomies)
        + list("taxonomy_terms", "Terms of the taxonomies", taxonomyTerms)

    static let pages: [APIParameter] = [
        APIParameter("search", .string, "Words that must all be found"),
        APIParameter("page", .integer(1...1_000_000), "Number of the page, from 1"),
        APIParameter("per_page", .integer(1...HSDSQuery.largestPage), "Records a page"),
        APIParameter("format", .choice(["json", "ndjson"]), "ndjson: every record, one a line, without pages"),
    ]
    private static let terms: [APIParameter] = [
        APIParameter("taxonomy_term_id", .string, "Records that carry this term"),
        APIParameter("taxonomy_id", .uuid, "Records that carry any term of this taxonomy"),
    ]
    private static let changed: [APIParameter] = [
        APIParameter("organization_id", .uuid, "Records of this organization"),
        APIParameter("modified_after", .instant, "Records changed at that moment or later"),
    ]
    private static let full = APIParameter("full", .choice(["true", "false"]), "Nested, with everything that belongs to a record")

    static let services =
        pages + terms + changed + [APIParameter("minimal", .choice(["true", "false"]), "Identifiers and dates only"), full]
    static let organizations =
        pages + terms + [full, APIParameter("full_service", .choice(["true", "false"]), "Nested, services in full")]
    static let servicesAtLocations = pages + terms + changed + [full, APIParameter("postcode", .string, "Postal code of the location")]
    static let taxonomies = pages
    static let taxonomyTerms =
        pages + [
            APIParameter("taxonomy_id", .uuid, "Terms of this taxonomy"), APIParameter("parent_id", .uuid, "Terms under this one"),
            APIParameter("top_only", .choice(["true", "false"]), "Terms under no other"),
        ]

    private static func list(_ name: String, _ summary: String, _ parameters: [APIParameter]) -> [APIRoute] {
        let id = APIParameter("id", .uuid, "Identifier of the record", in: .path)
        return [
            APIRoute(method: "get", path: "/api/hsds/\(name)", summary: summary, parameters: parameters, answer: "One page"),
            APIRoute(
                method: "post", path: "/api/hsds/\(name)", summary: summary + ", parameters in the body", body: "HSDSQuestion",
                answer: "One page"),
            APIRoute(
                method: "get", path: "/api/hsds/\(name)/{id}", summary: summary + ": one", parameters: [id], answer: "The record, nested",
                errors: [404]),
        ]
    }
}
