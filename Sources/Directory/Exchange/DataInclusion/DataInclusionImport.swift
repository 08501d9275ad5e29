import Core

/// The state of one import: what was read, and where, so that a second record of the same name can say where the first one is.
struct DataInclusionImport {
    let terms: TermLookup
    private(set) var reading = ImportReading()
    private var structureLines: [String: Int] = [:]
    private var serviceLines: [String: Int] = [:]
    private var organizations: [String: KnownStructure] = [:]
    private var locations: Set<String> = []
    private var unknownFields: Set<String> = []

    init(terms: TermLookup) { self.terms = terms }

    /// What services need of their structure.
    private struct KnownStructure {
        let organization: String
        let location: String?
        let position: DataInclusion.Position
        let hours: String?
    }

    // MARK: Structures

    mutating func take(structure value: SourceValue, file: String) throws {
        reading.read += 1
        let place = Refusal.Place(file: file, line: value.line)
        let trail = SourceDecoder.Trail(file: file)
        do throws(Refusal) {
            let structure = try SourceDecoder.decode(DataInclusion.Structure.self, from: value, trail: trail)
            try DataInclusion.check(id: structure.id, nom: structure.nom, dateMaj: structure.dateMaj, source: structure.source, at: place)
            if let first = structureLines.updateValue(value.line, forKey: structure.id) {
                throw Refusal("the structure \(structure.id) is already on line \(first): keep one of them", at: place.field("id"))
            }
            warnUnknown(trail)
            add(structure, at: place)
        } catch {
            reading.refuse(error, record: value["id"]?.plainText)
        }
    }

    private mutating func add(_ structure: DataInclusion.Structure, at place: Refusal.Place) {
        var organization = structure.organization
        let location = add(structure.position, of: structure.id, provenance: organization.provenance, at: place) { location in
            location.name = structure.nom
            location.accessibilityURL = structure.accessibiliteLieu
        }
        if let location {
            organization.extra["location"] = location
        } else {
            organization.extra["accessibilite_lieu"] = structure.accessibiliteLieu
        }
        warnLinks(["site_web": structure.siteWeb, "lien_source": structure.lienSource], at: place, record: structure.id)
        warnHours(SourceHours(structure.horairesAccueil), at: place.field("horaires_accueil"), record: structure.id)
        organizations[structure.id] = .init(
            organization: organization.id, location: location, position: structure.position, hours: structure.horairesAccueil)
        reading.records.organizations.append(organization)
    }

    // MARK: Services

    mutating func take(service value: SourceValue, file: String) throws {
        reading.read += 1
        let place = Refusal.Place(file: file, line: value.line)
        let trail = SourceDecoder.Trail(file: file)
        do throws(Refusal) {
            let service = try SourceDecoder.decode(DataInclusion.Service.self, from: value, trail: trail)
            try DataInclusion.check(id: service.id, nom: service.nom, dateMaj: service.dateMaj, source: service.source, at: place)
            if let first = serviceLines.updateValue(value.line, forKey: service.id) {
                throw Refusal("the service \(service.id) is already on line \(first): keep one of them", at: place.field("id"))
            }
            guard let structure = organizations[service.structureId] else {
                let reason = "no structure \(service.structureId) was taken: add it to the structures file, or correct its own line"
                throw Refusal(reason, at: place.field("structure_id"))
            }
            warnUnknown(trail)
            add(service, of: structure, at: place)
        } catch {
            reading.refuse(error, record: value["id"]?.plainText)
        }
    }

    private mutating func add(_ source: DataInclusion.Service, of structure: KnownStructure, at place: Refusal.Place) {
        var service = source.service(organization: structure.organization, terms: terms)
        warnVocabulary(source, at: place)
        warnLinks(["lien_mobilisation": source.lienMobilisation, "lien_source": source.lienSource], at: place, record: source.id)
        let location = position(of: source, structure, service: &service, at: place)
        reading.records.servicesAtLocations.append(occurrence(of: source, structure, service: &service, location: location, at: place))
        reading.records.services.append(service)
    }

    /// Where a service happens: its own position, else its structure's, else nowhere one can go to.
    private mutating func position(
        of source: DataInclusion.Service, _ structure: KnownStructure, service: inout Service, at place: Refusal.Place
    ) -> String {
        let own = add(source.position, of: source.structureId, provenance: service.provenance, at: place) { location in
            location.organizationID = structure.organization
        }
        if let own { return own }
        service.extra["position"] = "structure"
        let isRemote = source.modesAccueil.map { $0 == ["a-distance"] } ?? false
        if !isRemote, let location = structure.location { return location }
        return addVirtualLocation(of: source.structureId, structure, provenance: service.provenance)
    }

    private mutating func occurrence(
        of source: DataInclusion.Service, _ structure: KnownStructure, service: inout Service, location: String, at place: Refusal.Place
    ) -> ServiceAtLocation {
        let id = service.provenance.identifier("service_at_location")
        var occurrence = ServiceAtLocation(id: id, serviceID: service.id, locationID: location, provenance: service.provenance)
        var hours = SourceHours(source.horairesAccueil)
        if source.horairesAccueil == nil, location == structure.location, structure.hours != nil {
            // The format says that a structure's hours hold for a service that has none of its own.
            service.extra["horaires_accueil"] = "structure"
            hours = SourceHours(structure.hours)
        }
        occurrence.hours = hours.hours
        occurrence.hoursText = hours.text
        warnHours(SourceHours(source.horairesAccueil), at: place.field("horaires_accueil"), record: source.id)
        return occurrence
    }

    // MARK: Locations

    /// Adds the location of a position once per structure, and gives its identifier; nil for a position that says nothing.
    private mutating func add(
        _ position: DataInclusion.Position, of structure: String, provenance: Provenance, at place: Refusal.Place,
        _ complete: (inout Location) -> Void
    ) -> String? {
        guard !position.isEmpty else { return nil }
        var provenance = provenance
        provenance.sourceID = structure + "#" + position.key
        provenance.url = nil
        let id = provenance.identifier("location")
        guard locations.insert(id).inserted else { return id }
        var location = Location(id: id, provenance: provenance)
        location.organizationID = Provenance(source: provenance.source, sourceID: structure).identifier("organization")
        position.fill(&location)
        complete(&location)
        if let problem = position.problem { reading.warn(problem, at: place.field("latitude"), record: structure) }
        reading.records.locations.append(location)
        return id
    }

    private mutating func addVirtualLocation(of structure: String, _ known: KnownStructure, provenance: Provenance) -> String {
        let provenance = Provenance(source: provenance.source, sourceID: structure + "#virtual")
        let id = provenance.identifier("location")
        guard locations.insert(id).inserted else { return id }
        var location = Location(id: id, provenance: provenance)
        location.kind = .virtual
        location.organizationID = known.organization
        reading.records.locations.append(location)
        return id
    }

    // MARK: Warnings

    private mutating func warnHours(_ hours: SourceHours, at place: Refusal.Place, record: String) {
        guard let problem = hours.problem else { return }
        reading.warn(problem, at: place, record: record, proposal: hours.proposal)
    }

    private mutating func warnLinks(_ links: [String: String?], at place: Refusal.Place, record: String) {
        for (field, link) in links.sorted(by: { $0.key < $1.key }) {
            guard let link, HSDSText.uri(link) == nil else { continue }
            reading.warn("“\(link)” is not a web address: it is kept, and not written on export", at: place.field(field), record: record)
        }
    }

    private mutating func warnVocabulary(_ source: DataInclusion.Service, at place: Refusal.Place) {
        for slug in source.thematiques ?? [] where !terms.knows(slug) {
            let reason =
                DataInclusion.thematiques.contains(slug)
                ? "the taxonomy has no term for “\(slug)”: it is kept, and nobody finds the service by it"
                : "“\(slug)” is not a thematique of data·inclusion v1: it is kept as it came"
            reading.warn(reason, at: place.field("thematiques"), record: source.id)
        }
        for slug in source.publics ?? [] where !terms.knows(slug) && !DataInclusion.publics.contains(slug) {
            reading.warn(
                "“\(slug)” is not a public of data·inclusion v1: it is kept as it came", at: place.field("publics"), record: source.id)
        }
    }

    /// Once for each field, not for each record.
    private mutating func warnUnknown(_ trail: SourceDecoder.Trail) {
        for unknown in trail.unknown where unknown.value.content != .null && unknownFields.insert(trail.file + unknown.path).inserted {
            reading.warn(
                "data·inclusion v1 has no field of this name: it is left out, here and wherever it comes again",
                at: .init(file: trail.file, line: unknown.value.line, field: unknown.path))
        }
    }
}

extension Refusal.Place {
    func field(_ name: String) -> Refusal.Place { .init(file: file, line: line, field: name) }
}
