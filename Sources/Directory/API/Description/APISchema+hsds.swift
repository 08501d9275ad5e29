/// The objects of HSDS 3.1 as this directory writes them, with its profile in `x_parvis`.
extension APISchema {
    static let hsds = objects.merging(parts) { $1 }.merging(profiles) { $1 }.merging(pages) { $1 }

    private static let objects: [String: APISchema] = [
        "Service": .record([
            "id!": .uuid, "organization_id!": .uuid, "name!": .string, "description": .string, "url": .form("uri"),
            "email": .form("email"), "status!": status, "interpretation_services": .string, "application_process": .string,
            "fees_description": .string, "eligibility_description": .string, "minimum_age": .number, "maximum_age": .number,
            "assured_date": .day, "alert": .string, "last_modified": .moment, "phones": .list(.named("Phone")),
            "service_areas": .list(.named("ServiceArea")), "service_at_locations": .list(.named("ServiceAtLocation")),
            "languages": .list(.named("Language")), "organization": .named("Organization"), "cost_options": .list(.named("CostOption")),
            "required_documents": .list(.named("RequiredDocument")), "attributes": .list(.named("Attribute")),
            "x_parvis": .named("ServiceProfile"),
        ]),
        "MinimalService": .record(["id!": .uuid, "modified_date": .day]),
        "Organization": .record([
            "id!": .uuid, "name!": .string, "alternate_name": .string, "description!": .string, "email": .form("email"),
            "website": .form("uri"), "legal_status": .string, "parent_organization_id": .uuid, "phones": .list(.named("Phone")),
            "locations": .list(.named("Location")), "services": .list(.named("Service")),
            "organization_identifiers": .list(.named("OrganizationIdentifier")), "x_parvis": .named("OrganizationProfile"),
        ]),
        "ServiceAtLocation": .record([
            "id!": .uuid, "service_id!": .uuid, "location_id!": .uuid, "description": .string, "schedules": .list(.named("Schedule")),
            "location": .named("Location"), "service": .named("Service"), "x_parvis": .named("ServiceAtLocationProfile"),
        ]),
        "Location": .record([
            "id!": .uuid, "location_type!": .choice(Location.Kind.allCases.map(\.rawValue)), "organization_id": .uuid, "name": .string,
            "description": .string, "transportation": .string, "latitude": .number, "longitude": .number,
            "addresses": .list(.named("Address")), "accessibility": .list(.named("Accessibility")), "x_parvis": .named("LocationProfile"),
        ]),
        "Taxonomy": .record(["id!": .uuid, "name!": .string, "description!": .string]),
        "TaxonomyTerm": .record([
            "id!": .uuid, "code!": .string.about("Short and stable, as the search takes it"), "name!": .string, "description!": .string,
            "parent_id": .uuid, "taxonomy!": .string, "taxonomy_detail": .named("Taxonomy"), "language": .string, "taxonomy_id!": .uuid,
            "x_parvis": .named("TextProfile"),
        ]),
    ]

    private static let parts: [String: APISchema] = [
        "Phone": .record([
            "id!": .uuid, "number!": .string, "description": .string, "languages": .list(.named("Language")),
            "x_parvis": .named("TextProfile"),
        ]),
        "Language": .record(["id!": .uuid, "name": .string, "code": .string.about("BCP 47")]),
        "ServiceArea": .record([
            "id!": .uuid, "name": .string, "extent": .string.about("INSEE code"), "extent_type": .string,
        ]),
        "CostOption": .record([
            "id!": .uuid, "option!": .choice(Cost.Kind.allCases.map(\.rawValue)), "currency": .string, "amount": .number,
            "amount_description": .string,
        ]),
        "RequiredDocument": .record(["id!": .uuid, "document": .string, "x_parvis": .named("TextProfile")]),
        "OrganizationIdentifier": .record(["id!": .uuid, "identifier_type!": .string, "identifier!": .string]),
        "Address": .record([
            "id!": .uuid, "address_1!": .string, "address_2": .string, "city!": .string,
            "state_province!": .string.about("The French département"), "postal_code!": .string, "country!": .string,
            "address_type!": .choice(Location.Kind.allCases.map(\.rawValue)),
        ]),
        "Accessibility": .record([
            "id!": .uuid, "description": .string, "details": .string.about("Code of the term"), "url": .form("uri"),
        ]),
        "Attribute": .record([
            "id!": .uuid, "link_id!": .uuid, "taxonomy_term_id!": .uuid, "link_type!": .string.about("The taxonomy's name"),
            "link_entity!": .string, "taxonomy_term!": .named("TaxonomyTerm"),
        ]),
        "Schedule": .record([
            "id!": .uuid, "valid_from": .day, "valid_to": .day, "dtstart": .day, "timezone": .number, "until": .day, "count": .integer(),
            "wkst": .string, "freq": .choice(["WEEKLY", "MONTHLY"]), "interval": .integer(), "byday": .string, "byweekno": .string,
            "bymonthday": .string, "byyearday": .string, "description": .string.about("The same hours as OpenStreetMap opening_hours"),
            "opens_at": .string, "closes_at": .string, "schedule_link": .string, "attending_type": .string, "notes": .string,
        ]).about("A recurrence; where it cannot say the hours, opening_hours in x_parvis of the service at its location does"),
    ]

    private static let profiles: [String: APISchema] = [
        "LocalizedText": .map(
            .record(["text!": .string, "state!": .choice(["machine", "human", "reviewed", "outdated"])])
        ).about("By language (BCP 47), each with the state of its translation"),
        "TextProfile": .record(["text": texts]),
        "ServiceProfile": .record([
            "text": texts, "needs": codes, "audiences": codes, "situations": codes, "conditions": codes,
            "saturation": .named("Saturation"), "label": .record(["granted_on!": .day, "until": .day]),
            "replaces": .strings.about("Identifiers of duplicates that were merged into it; their addresses lead here"),
            "website": .string.about("Where it is not a URI"), "email": .string.about("Where it is not an address"),
            "provenance!": .named("Provenance"),
        ]),
        "OrganizationProfile": .record([
            "text": texts, "alternate_names": .strings, "networks": .strings, "website": .string, "email": .string,
            "provenance!": .named("Provenance"),
        ]),
        "LocationProfile": .record([
            "text": texts, "precision!": .choice(Location.Precision.allCases.map(\.rawValue)), "area_code": .string.about("INSEE code"),
            "city_code": .string.about("INSEE code"), "provenance!": .named("Provenance"),
        ]),
        "ServiceAtLocationProfile": .record([
            "opening_hours": .string.about("OpenStreetMap opening_hours: the truth where schedules cannot say it"),
            "opening_hours_text": .string.about("Hours as their source wrote them"),
            "closures": .list(
                .record(["from!": .day, "to!": .day.about("Inclusive"), "hours": .string, "reason!": .named("LocalizedText")])),
            "provenance!": .named("Provenance"),
        ]),
        "Provenance": .record([
            "source!": .string, "source_id!": .string, "title": .string, "url": .string, "updated_on": .day, "checked_on": .day,
            "facts!": .list(.record(["field!": .string, "title!": .string, "url": .string, "read_on": .day])),
        ]).about("Where a record comes from, how old it is, and the sources of single facts"),
        "Saturation": .record([
            "level!": .choice(Saturation.Level.allCases.map(\.rawValue)), "since!": .moment, "until!": .moment,
        ]).about("How full it is, said by its team, until it expires"),
    ]

    private static let pages: [String: APISchema] = [
        "ServicePage": page(of: .named("Service")), "OrganizationPage": page(of: .named("Organization")),
        "ServiceAtLocationPage": page(of: .named("ServiceAtLocation")), "TaxonomyPage": page(of: .named("Taxonomy")),
        "TaxonomyTermPage": page(of: .named("TaxonomyTerm")), "MinimalServicePage": page(of: .named("MinimalService")),
        "HSDSAbout": .record(["version!": .string, "profile!": .form("uri"), "openapi_url!": .form("uri")]),
        "HSDSProfile": .record([
            "name!": .string, "extends!": .form("uri"), "property!": .string,
            "objects!": .map(.map(.string)).about("By object, then by field: what it holds"),
        ]),
    ]

    private static func page(of element: APISchema) -> APISchema {
        .record([
            "total_items!": .integer(), "total_pages!": .integer(), "page_number!": .integer(),
            "size!": .integer().about("How many there are in this page"), "first_page!": .flag, "last_page!": .flag, "empty!": .flag,
            "contents!": .list(element),
        ])
    }

    private static let texts = APISchema.map(.named("LocalizedText")).about("By field; only where there is more than the plain text")
    private static let codes = APISchema.strings.about("Codes of taxonomy_terms")
}
