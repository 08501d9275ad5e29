/// What Parvis adds to HSDS 3.1, for those who read its API: one extra property, `x_parvis`, which may be ignored.
struct HSDSProfile: Codable, Hashable, Sendable {
    let name: String
    let extends: String
    let property: String
    /// By HSDS object, then by field of the property: what it holds.
    let objects: [String: [String: String]]

    static let description = HSDSProfile(
        name: "Parvis", extends: "https://docs.openreferral.org/en/v3.1/", property: "x_parvis",
        objects: [
            "service": [
                "text": texts, "needs": "codes of taxonomy_term", "audiences": "codes of taxonomy_term",
                "situations": "codes of taxonomy_term", "conditions": "codes of taxonomy_term",
                "saturation": "level (places, few, full), since, until", "label": "granted on, until",
                "replaces": "identifiers of duplicates merged into it", "provenance": provenance,
            ],
            "organization": [
                "text": texts, "alternate_names": "acronyms and other names", "networks": "networks that carry it",
                "provenance": provenance,
            ],
            "location": [
                "text": texts, "precision": "exact, area (the middle of its area) or unknown", "area_code": "INSEE code",
                "city_code": "INSEE code", "provenance": provenance,
            ],
            "service_at_location": [
                "opening_hours": "OpenStreetMap opening_hours: the truth where schedules cannot say it",
                "opening_hours_text": "hours as their source wrote them", "closures": "from, to, hours, reason", "provenance": provenance,
            ],
        ])

    private static let texts = "by HSDS field name: {language: {text, state}}; state is machine, human, reviewed or outdated"
    private static let provenance = "source, its identifier, its date, and the source of single facts"
}
