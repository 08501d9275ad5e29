import Core

/// Reads HSDS 3.1 JSON: a list or a page of full services, one service, organizations with their services, or one object a line.
package struct HSDSReader {
    private let source: String
    private let terms: TermLookup
    private let restores: Bool

    /// - Parameters:
    ///   - source: the name of the data in the provenance of what comes from elsewhere.
    ///   - restores: records that carry our profile are ours coming back, whatever their source; otherwise they are new ones of `source`,
    ///     because anybody can write in a file that a record is somebody else's.
    package init(source: String, taxonomy: Taxonomy, restores: Bool = true) {
        self.source = source
        self.restores = restores
        terms = TermLookup(taxonomy)
    }

    package func read(_ bytes: [UInt8], file: String) throws -> ImportReading {
        var session = HSDSImport(source: source, terms: terms, file: file, restores: restores)
        var reader = try JSONReader(bytes, file: file)
        try reader.records(under: "contents") { session.take($0) }
        return session.reading
    }
}

/// The state of one import: what was taken, each object once.
struct HSDSImport {
    let source: String
    let terms: TermLookup
    /// The name the report gives what is being read.
    var file: String
    private(set) var reading = ImportReading()
    private var lines: [String: Int] = [:]
    private var taken: Set<String> = []

    private let restores: Bool

    init(source: String, terms: TermLookup, file: String, restores: Bool) {
        self.source = source
        self.restores = restores
        self.terms = terms
        self.file = file
    }

    mutating func take(_ value: SourceValue) {
        reading.read += 1
        do throws(Refusal) {
            if value["status"] != nil || value["service_at_locations"] != nil {
                try takeService(value)
            } else if value["name"] != nil {
                try takeOrganization(value)
            } else {
                throw Refusal(
                    "is neither a service (it has no status) nor an organization (it has no name)", at: .init(file: file, line: value.line))
            }
        } catch {
            reading.refuse(error, record: value["id"]?.plainText)
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ value: SourceValue) throws(Refusal) -> Value {
        try SourceDecoder.decode(type, from: value, trail: .init(file: file))
    }

    private func identity(of id: String, _ profile: Provenance?) -> HSDSIdentity {
        HSDSIdentity(source: source, of: id, restores ? profile : nil)
    }

    private func place(_ line: Int, _ field: String) -> Refusal.Place { .init(file: file, line: line, field: field) }

    // MARK: Organizations

    private mutating func takeOrganization(_ value: SourceValue) throws(Refusal) {
        let organization = try decode(HSDS.Organization.self, value)
        try checkFirst("organization", organization.id, line: value.line)
        add(organization)
        for location in organization.locations ?? [] { add(location, line: value.line) }
        guard case .list(let services)? = value["services"]?.content else { return }
        for service in services { try takeService(service, of: organization) }
    }

    private mutating func checkFirst(_ kind: String, _ id: String, line: Int) throws(Refusal) {
        if id.trimmed.isEmpty { throw Refusal("is empty: an object needs its identifier", at: place(line, "id")) }
        if let first = lines.updateValue(line, forKey: kind + "/" + id) {
            throw Refusal("the \(kind) \(id) is already on line \(first): keep one", at: place(line, "id"))
        }
    }

    @discardableResult
    private mutating func add(_ organization: HSDS.Organization) -> String {
        let record = organization.record(identity(of: organization.id, organization.xParvis?.provenance))
        if taken.insert(record.id).inserted { reading.records.organizations.append(record) }
        return record.id
    }

    @discardableResult
    private mutating func add(_ location: HSDS.Location, line: Int) -> String {
        let identity = self.identity(of: location.id, location.xParvis?.provenance)
        var record = location.record(identity)
        record.organizationID = location.organizationId.map {
            self.identity(of: $0, identity.isOurs ? record.provenance : nil).id("organization")
        }
        guard taken.insert(record.id).inserted else { return record.id }
        if location.latitude != nil || location.longitude != nil, record.coordinate == nil {
            reading.warn(
                "the point of “\(location.name ?? location.id)” is not on the earth: it is left out", at: place(line, "latitude"),
                record: location.id)
        }
        reading.records.locations.append(record)
        return record.id
    }

    // MARK: Services

    private mutating func takeService(_ value: SourceValue, of parent: HSDS.Organization? = nil) throws(Refusal) {
        let service = try decode(HSDS.Service.self, value)
        try checkFirst("service", service.id, line: value.line)
        guard let status = Service.Status(rawValue: service.status) else {
            let known = Service.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal("“\(service.status)” is not a status of HSDS: \(known)", at: place(value["status"]?.line ?? value.line, "status"))
        }
        let identity = self.identity(of: service.id, service.xParvis?.provenance)
        guard let organization = organizationID(of: service, parent, identity) else {
            throw Refusal("names no organization: nest it, or give organization_id", at: place(value.line, "organization"))
        }
        var record = service.record(identity, organization: organization, terms: terms)
        record.status = status
        for (index, occurrence) in (service.serviceAtLocations ?? []).enumerated() {
            try add(occurrence, of: service, record, index: index, line: value.line)
        }
        reading.records.services.append(record)
    }

    private mutating func organizationID(of service: HSDS.Service, _ parent: HSDS.Organization?, _ identity: HSDSIdentity) -> String? {
        if let organization = service.organization ?? parent { return add(organization) }
        return service.organizationId.map {
            self.identity(of: $0, identity.isOurs ? identity.provenance : nil).id("organization")
        }
    }

    private mutating func add(
        _ occurrence: HSDS.ServiceAtLocation, of service: HSDS.Service, _ record: Service, index: Int, line: Int
    ) throws(Refusal) {
        let identity = self.identity(of: occurrence.id, occurrence.xParvis?.provenance)
        let location: String
        if let nested = occurrence.location {
            location = add(nested, line: line)
        } else if let id = occurrence.locationId {
            location = self.identity(of: id, identity.isOurs ? identity.provenance : nil).id("location")
        } else {
            throw Refusal("names no location: nest it, or give location_id", at: place(line, "service_at_locations[\(index)]"))
        }
        var result = ServiceAtLocation(
            id: identity.id("service_at_location"), serviceID: record.id, locationID: location, provenance: identity.provenance)
        fillHours(&result, occurrence, service, line: line)
        reading.records.servicesAtLocations.append(result)
    }

    /// The profile's own hours, else the schedules of the place, else those of the service, else of the location.
    private mutating func fillHours(
        _ result: inout ServiceAtLocation, _ occurrence: HSDS.ServiceAtLocation, _ service: HSDS.Service, line: Int
    ) {
        result.closures = occurrence.xParvis?.closures ?? []
        if let profile = occurrence.xParvis, profile.openingHours != nil || profile.openingHoursText != nil {
            let hours = SourceHours(profile.openingHours)
            result.hours = hours.hours
            result.hoursText = profile.openingHoursText ?? hours.text
            if let problem = hours.problem { reading.warn(problem, at: place(line, "x_parvis.opening_hours"), record: service.id) }
            return
        }
        let schedules = occurrence.schedules?.unlessEmpty ?? service.schedules?.unlessEmpty ?? []
        guard !schedules.isEmpty else { return }
        let (hours, notUnderstood) = HSDSSchedule.hours(of: schedules.map(\.recurrence))
        if notUnderstood.isEmpty {
            result.hours = hours?.description
        } else {
            // Half of the hours would be false hours.
            let words = schedules.compactMap { $0.recurrence.description ?? $0.recurrence.notes }
            result.hoursText = unique(words).joined(separator: "\n").unlessEmpty
            let reason = "these hours are kept as text: " + notUnderstood.joined(separator: " ")
            reading.warn(reason, at: place(line, "schedules"), record: service.id, proposal: hours?.description)
        }
    }
}
