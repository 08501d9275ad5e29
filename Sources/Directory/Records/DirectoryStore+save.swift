import Core
import Database

extension DirectoryStore {
    /// Adds or replaces records inside the caller's transaction, each with its journal entry; the order respects the references.
    static func save(_ records: DirectoryRecords, created: Set<String>, in transaction: Transaction) throws {
        let writer = RecordWriter(transaction: transaction, created: created)
        try records.organizations.forEach(writer.save)
        try records.locations.forEach(writer.save)
        try records.services.forEach(writer.save)
        try records.servicesAtLocations.forEach(writer.save)
    }

    /// Keeps services at locations that their source withdrew, where no search finds them.
    static func end(_ places: [ServiceAtLocation], in transaction: Transaction) throws {
        for place in places {
            try transaction.execute(
                "UPDATE directory_service_at_location SET ended = 1, modified_at = \(transaction.now) WHERE id = \(place.id)"
            )
            try transaction.journal(.closed, "service_at_location", place.id)
        }
    }
}

/// Writes one record at a time, row and journal entry.
private struct RecordWriter {
    let transaction: Transaction
    let created: Set<String>
    let encoder = RecordEncoder()

    func save(_ organization: Organization) throws {
        let provenance = organization.provenance
        let text = try encoder.text(organization)
        let former = try former(.organization, organization.id)
        try transaction.execute(
            """
            INSERT INTO directory_organization (id, source, source_id, name, search_text, modified_at, record)
            VALUES (\(organization.id), \(provenance.source), \(provenance.sourceID), \(organization.name),
                \(organization.searchText), \(transaction.now),
                \(text))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, search_text = excluded.search_text,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try journal(.organization, organization.id, from: former, to: text)
    }

    func save(_ location: Location) throws {
        let provenance = location.provenance
        let text = try encoder.text(location)
        let former = try former(.location, location.id)
        try transaction.execute(
            """
            INSERT INTO directory_location (id, source, source_id, organization_id, postal_code, modified_at, record)
            VALUES (\(location.id), \(provenance.source), \(provenance.sourceID), \(location.organizationID),
                \(location.address?.postalCode), \(transaction.now), \(text))
            ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, postal_code = excluded.postal_code,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try journal(.location, location.id, from: former, to: text)
    }

    func save(_ service: Service) throws {
        let provenance = service.provenance
        let text = try encoder.text(service)
        let former = try former(.service, service.id)
        try transaction.execute(
            """
            INSERT INTO directory_service (id, source, source_id, organization_id, search_text, status, modified_at, record)
            VALUES (\(service.id), \(provenance.source), \(provenance.sourceID), \(service.organizationID),
                \(service.searchText), \(service.status),
                \(transaction.now), \(text))
            ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, search_text = excluded.search_text,
                status = excluded.status,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try transaction.execute("DELETE FROM directory_service_term WHERE service_id = \(service.id)")
        try transaction.executeMany(Set(service.terms).sorted()) { term in
            "INSERT INTO directory_service_term (service_id, term_id) VALUES (\(service.id), \(term))"
        }
        try TranslationStore.count(service, in: transaction)
        try journal(.service, service.id, from: former, to: text)
    }

    func save(_ place: ServiceAtLocation) throws {
        let provenance = place.provenance
        let text = try encoder.text(place)
        let former = try former(.serviceAtLocation, place.id)
        try transaction.execute(
            """
            INSERT INTO directory_service_at_location (id, source, source_id, service_id, location_id, modified_at, record)
            VALUES (\(place.id), \(provenance.source), \(provenance.sourceID), \(place.serviceID), \(place.locationID),
                \(transaction.now), \(text))
            ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, location_id = excluded.location_id, ended = 0,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try journal(.serviceAtLocation, place.id, from: former, to: text)
    }

    /// The record as it stands; nothing for one that is new.
    private func former(_ kind: ImportPlan.Kind, _ id: String) throws -> String? {
        created.contains(id) ? nil : try DirectoryHistory.record(kind, id, in: transaction)
    }

    /// What changed, field by field: the history of the record, and what undoing needs.
    private func journal(_ kind: ImportPlan.Kind, _ id: String, from former: String?, to text: String) throws {
        guard let former else { return try transaction.journal(.created, kind.rawValue, id) }
        try transaction.journal(.changed, kind.rawValue, id, json: FieldDifferences(from: former, to: text).json)
    }
}

extension Organization {
    /// Its names, folded: what the HSDS API searches.
    fileprivate var searchText: String { Folding.folded(([name] + alternateNames).joined(separator: " ")) }
}

extension Service {
    /// Its names and descriptions, folded, in the order of the languages.
    fileprivate var searchText: String {
        Folding.folded(
            (name.languages.compactMap { name[$0] } + description.languages.compactMap { description[$0] }).joined(separator: " "))
    }

    /// Every term of the taxonomy the service carries.
    package var terms: [String] { needs + audiences + situations + conditions }
}
