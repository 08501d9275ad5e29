/// A table of the HSDS tabular data package: which columns, and where its rows belong in the nested form.
struct HSDSTable {
    /// Name of the resource in `datapackage.json`.
    let resource: String
    let path: String
    let columns: [String]
    /// Under which name a row of this table stands in the object its foreign key names.
    let places: [Place]

    struct Place {
        let parent: String
        let foreignKey: String
        let member: String
    }

    /// Columns that are not texts, by their type in the data package.
    static let types = [
        "minimum_age": "number", "maximum_age": "number", "latitude": "number", "longitude": "number", "timezone": "number",
        "count": "number",
        "interval": "number", "amount": "number", "assured_date": "date", "last_modified": "datetime", "valid_from": "date",
        "valid_to": "date",
        "dtstart": "date", "until": "date", "opens_at": "time", "closes_at": "time",
    ]

    /// Required texts that may be empty: of an address whose postal code no source gives, and the département read from it.
    static let mayBeEmpty: Set = ["postal_code", "state_province"]

    /// The profile, as JSON text.
    static let profile = "x_parvis"

    static let services = HSDSTable(
        "service", "services.csv",
        "id organization_id name alternate_name description url email status interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified x_parvis"
    )
    static let organizations = HSDSTable(
        "organization", "organizations.csv",
        "id name alternate_name description email website legal_status parent_organization_id x_parvis")
    static let locations = HSDSTable(
        "location", "locations.csv",
        "id location_type organization_id name description transportation latitude longitude x_parvis")
    static let occurrences = HSDSTable(
        "service_at_location", "service_at_location.csv", "id service_id location_id description x_parvis",
        [.init(parent: "service", foreignKey: "service_id", member: "service_at_locations")])
    static let terms = HSDSTable(
        "taxonomy_term", "taxonomy_terms.csv", "id code name description parent_id taxonomy language taxonomy_id x_parvis")

    /// Parents before their parts' parts, so that nesting is done once from the end.
    static let all: [HSDSTable] = [
        services, organizations, locations, occurrences, terms,
        HSDSTable("taxonomy", "taxonomies.csv", "id name description uri version"),
        HSDSTable(
            "attribute", "attributes.csv", "id link_id taxonomy_term_id link_type link_entity",
            [.init(parent: "service", foreignKey: "link_id", member: "attributes")]),
        HSDSTable(
            "phone", "phones.csv", "id service_id organization_id number description x_parvis",
            [
                .init(parent: "service", foreignKey: "service_id", member: "phones"),
                .init(parent: "organization", foreignKey: "organization_id", member: "phones"),
            ]),
        HSDSTable(
            "address", "addresses.csv", "id location_id address_1 address_2 city state_province postal_code country address_type",
            [.init(parent: "location", foreignKey: "location_id", member: "addresses")]),
        HSDSTable(
            "schedule", "schedules.csv",
            "id service_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes",
            [
                .init(parent: "service_at_location", foreignKey: "service_at_location_id", member: "schedules"),
                .init(parent: "service", foreignKey: "service_id", member: "schedules"),
            ]),
        HSDSTable(
            "service_area", "service_areas.csv", "id service_id name extent extent_type",
            [.init(parent: "service", foreignKey: "service_id", member: "service_areas")]),
        HSDSTable(
            "required_document", "required_documents.csv", "id service_id document x_parvis",
            [.init(parent: "service", foreignKey: "service_id", member: "required_documents")]),
        HSDSTable(
            "language", "languages.csv", "id service_id phone_id name code",
            [
                .init(parent: "service", foreignKey: "service_id", member: "languages"),
                .init(parent: "phone", foreignKey: "phone_id", member: "languages"),
            ]),
        HSDSTable(
            "accessibility", "accessibility.csv", "id location_id description details url",
            [.init(parent: "location", foreignKey: "location_id", member: "accessibility")]),
        HSDSTable(
            "cost_option", "cost_options.csv", "id service_id option currency amount amount_description",
            [.init(parent: "service", foreignKey: "service_id", member: "cost_options")]),
        HSDSTable(
            "organization_identifier", "organization_identifiers.csv", "id organization_id identifier_type identifier",
            [.init(parent: "organization", foreignKey: "organization_id", member: "organization_identifiers")]),
    ]

    private init(_ resource: String, _ path: String, _ columns: String, _ places: [Place] = []) {
        self.resource = resource
        self.path = path
        self.columns = columns.split(separator: " ").map(String.init)
        self.places = places
    }

    /// The table of a member of an object of another table: `phones` of a service.
    static func child(of parent: String, member: String) -> (table: HSDSTable, foreignKey: String)? {
        for table in all {
            if let place = table.places.first(where: { $0.parent == parent && $0.member == member }) { return (table, place.foreignKey) }
        }
        return nil
    }
}
