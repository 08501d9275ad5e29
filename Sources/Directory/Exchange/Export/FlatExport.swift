import Core

/// The directory for spreadsheets and maps: one line, or one point, a service at location; closed services are left out.
package struct FlatExport {
    private let records: DirectoryRecords
    private let labels: [String: String]
    private let language: Language

    /// - Parameter language: of the texts and of the terms' labels.
    package init(_ records: DirectoryRecords, taxonomy: Taxonomy, language: Language = .french) {
        self.records = records
        self.language = language
        labels = Dictionary(taxonomy.terms.map { ($0.id, $0.label.reading(in: language)?.text ?? $0.id) }) { first, _ in first }
    }

    static let columns = [
        "id", "service_id", "service", "organization", "status", "description", "needs", "audiences", "situations", "conditions",
        "conditions_text", "languages", "cost", "opening_hours", "hours_text", "phone", "email", "website", "location", "address",
        "complement",
        "postal_code", "city", "area", "latitude", "longitude", "precision", "accessibility", "source", "source_id", "source_title",
        "updated_on",
        "checked_on", "label_since", "label_until", "replaces",
    ]

    /// UTF-8 with a byte order mark, which spreadsheets need to read accents.
    package func csv() -> [UInt8] {
        var table = CSVText()
        table.row(Self.columns)
        for line in lines() { table.row(Self.columns.map { Self.harmless(line[$0] ?? "") }) }
        return [0xEF, 0xBB, 0xBF] + table.bytes
    }

    /// A spreadsheet runs a cell that begins like a formula: such a cell gets an apostrophe. A telephone or a number stays.
    private static func harmless(_ cell: String) -> String {
        guard let first = cell.first, "=@+-\t\r".contains(first) else { return cell }
        return cell.allSatisfy { $0.isNumber || "+-. ()".contains($0) } ? cell : "'" + cell
    }

    /// RFC 7946; what has no coordinate has a null geometry.
    package func geoJSON() -> [UInt8] {
        JSONText.encode(FeatureCollection(features: lines().map(Feature.init)))
    }

    private func lines() -> [[String: String]] {
        let services = Dictionary(records.services.map { ($0.id, $0) }) { first, _ in first }
        let locations = Dictionary(records.locations.map { ($0.id, $0) }) { first, _ in first }
        let organizations = Dictionary(records.organizations.map { ($0.id, $0) }) { first, _ in first }
        return records.servicesAtLocations.compactMap { occurrence in
            guard let service = services[occurrence.serviceID], service.status != .defunct else { return nil }
            var line = line(service, organizations[service.organizationID])
            line["id"] = occurrence.id
            line["opening_hours"] = occurrence.hours
            line["hours_text"] = occurrence.hoursText
            if let location = locations[occurrence.locationID] { add(location, to: &line) }
            return line
        }
    }

    private func line(_ service: Service, _ organization: Organization?) -> [String: String] {
        let line: [String: String?] = [
            "service_id": service.id, "service": text(service.name), "organization": organization?.name, "status": service.status.rawValue,
            "description": text(service.description), "needs": words(service.needs), "audiences": words(service.audiences),
            "situations": words(service.situations), "conditions": words(service.conditions),
            "conditions_text": text(service.conditionsText),
            "languages": service.languages.map(\.tag).joined(separator: "|"), "cost": service.cost.kind?.rawValue,
            "phone": service.phones.map(\.number).joined(separator: "|"), "email": service.email, "website": service.website,
            "source": service.provenance.source, "source_id": service.provenance.sourceID, "source_title": service.provenance.title,
            "label_since": service.label?.grantedOn.description, "label_until": service.label?.until?.description,
            "replaces": service.replaces?.joined(separator: "|"), "updated_on": service.provenance.updatedOn?.description,
            "checked_on": service.provenance.checkedOn?.description,
        ]
        return line.compactMapValues { $0?.unlessEmpty }
    }

    private func add(_ location: Location, to line: inout [String: String]) {
        line["location"] = location.name
        line["address"] = location.address?.street.unlessEmpty
        line["complement"] = location.address?.complement
        line["postal_code"] = location.address?.postalCode.unlessEmpty
        line["city"] = location.address?.city.unlessEmpty
        line["area"] = location.areaCode
        line["latitude"] = location.coordinate.map { "\($0.latitude)" }
        line["longitude"] = location.coordinate.map { "\($0.longitude)" }
        line["precision"] = location.precision.rawValue
        line["accessibility"] = words(location.accessibility).unlessEmpty
    }

    private func text(_ text: LocalizedText) -> String? { text.reading(in: language)?.text }

    private func words(_ ids: [String]) -> String { ids.map { labels[$0] ?? $0 }.joined(separator: "|") }

    // MARK: GeoJSON

    private struct FeatureCollection: Encodable {
        let type = "FeatureCollection"
        let features: [Feature]
    }

    private struct Feature: Encodable {
        let type = "Feature"
        let id: String?
        let geometry: Point?
        let properties: [String: String]

        init(_ line: [String: String]) {
            id = line["id"]
            if let latitude = line["latitude"].flatMap(Double.init), let longitude = line["longitude"].flatMap(Double.init) {
                geometry = Point(coordinates: [longitude, latitude])
            } else {
                geometry = nil
            }
            properties = line.filter { !["id", "latitude", "longitude"].contains($0.key) }
        }

        private enum Keys: String, CodingKey { case type, id, geometry, properties }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(type, forKey: .type)
            try container.encodeIfPresent(id, forKey: .id)
            // RFC 7946 wants the member even where there is no point.
            try container.encode(geometry, forKey: .geometry)
            try container.encode(properties, forKey: .properties)
        }
    }

    private struct Point: Encodable {
        let type = "Point"
        let coordinates: [Double]
    }
}
