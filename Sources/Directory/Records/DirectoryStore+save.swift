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
        try transaction.execute(
            """
            INSERT INTO directory_organization (id, source, source_id, name, search_text, modified_at, record)
            VALUES (\(organization.id), \(provenance.source), \(provenance.sourceID), \(organization.name),
                \(organization.searchText), \(transaction.now),
                \(try encoder.text(organization)))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, search_text = excluded.search_text,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try journal("organization", organization.id)
    }

    func save(_ location: Location) throws {
        let provenance = location.provenance
        try transaction.execute(
            """
            INSERT INTO directory_location (id, source, source_id, organization_id, postal_code, modified_at, record)
            VALUES (\(location.id), \(provenance.source), \(provenance.sourceID), \(location.organizationID),
                \(location.address?.postalCode), \(transaction.now), \(try encoder.text(location)))
            ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, postal_code = excluded.postal_code,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try journal("location", location.id)
    }

    func save(_ service: Service) throws {
        let provenance = service.provenance
        try transaction.execute(
            """
            INSERT INTO directory_service (id, source, source_id, organization_id, search_text, status, modified_at, record)
            VALUES (\(service.id), \(provenance.source), \(provenance.sourceID), \(service.organizationID),
                \(service.searchText), \(service.status),
                \(transaction.now), \(try encoder.text(service)))
            ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, search_text = excluded.search_text,
                status = excluded.status,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try transaction.execute("DELETE FROM directory_service_term WHERE service_id = \(service.id)")
        try transaction.executeMany(Set(service.terms).sorted()) { term in
            "INSERT INTO directory_service_term (service_id, term_id) VALUES (\(service.id), \(term))"
        }
        try journal("service", service.id)
    }

    func save(_ place: ServiceAtLocation) throws {
        let provenance = place.provenance
        try transaction.execute(
            """
            INSERT INTO directory_service_at_location (id, source, source_id, service_id, location_id, modified_at, record)
            VALUES (\(place.id), \(provenance.source), \(provenance.sourceID), \(place.serviceID), \(place.locationID),
                \(transaction.now), \(try encoder.text(place)))
            ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, location_id = excluded.location_id, ended = 0,
                modified_at = excluded.modified_at, record = excluded.record
            """
        )
        try journal("service_at_location", place.id)
    }

    private func journal(_ kind: String, _ id: String) throws {
        try transaction.journal(created.contains(id) ? .created : .changed, kind, id)
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
