import Core

/// Writes a directory as HSDS 3.1, with everything the profile holds.
package struct HSDSWriter {
    private let records: DirectoryRecords
    private let objects: HSDSRecords

    package init(_ records: DirectoryRecords, taxonomy: Taxonomy) {
        self.records = records
        objects = HSDSRecords(records, taxonomy: taxonomy, details: .exchange)
    }

    /// A list of full services, one a line, then of the organizations no service names and the locations no service is at.
    package func json() -> [UInt8] {
        var bytes = Array("[\n".utf8)
        var isFirst = true
        func append(_ value: some Encodable) {
            if !isFirst { bytes.append(contentsOf: ",\n".utf8) }
            isFirst = false
            bytes.append(contentsOf: JSONText.encode(value))
        }
        for service in records.services { if let full = objects.service(service.id, full: true) { append(full) } }
        for organization in alone() { append(organization) }
        return bytes + Array("\n]\n".utf8)
    }

    /// Organizations that would not travel inside a service, and those with locations that would not.
    private func alone() -> [HSDS.Organization] {
        let serving = Set(records.services.map(\.organizationID))
        let served = Set(records.servicesAtLocations.map(\.locationID))
        let unserved = Dictionary(grouping: records.locations.filter { !served.contains($0.id) && $0.organizationID != nil }) {
            $0.organizationID ?? ""
        }
        return records.organizations.filter { !serving.contains($0.id) || unserved[$0.id] != nil }.map { organization in
            var written = objects.organization(organization, full: true)
            written.locations = unserved[organization.id]?.map(objects.location)
            return written
        }
    }
}
