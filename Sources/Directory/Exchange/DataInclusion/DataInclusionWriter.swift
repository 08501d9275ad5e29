import Core

/// Writes a directory as data·inclusion v1; what it writes validates against the official schemas.
///
/// The format knows no closed services and one address a service: only active ones are written, once for each location.
package struct DataInclusionWriter {
    private let terms: TermLookup
    private let today: Day

    /// - Parameter today: the `date_maj` of records whose source gave no day.
    package init(taxonomy: Taxonomy, today: Day) {
        terms = TermLookup(taxonomy)
        self.today = today
    }

    package func write(_ records: DirectoryRecords) -> (structures: [UInt8], services: [UInt8]) {
        let locations = Dictionary(records.locations.map { ($0.id, $0) }) { first, _ in first }
        let own = Dictionary(grouping: records.locations.filter { $0.organizationID != nil }) { $0.organizationID ?? "" }
        let organizations = Dictionary(records.organizations.map { ($0.id, $0) }) { first, _ in first }
        let occurrences = Dictionary(grouping: records.servicesAtLocations, by: \.serviceID)

        let structures = records.organizations.map { organization in
            let location = organization.extra["location"].map { locations[$0] } ?? own[organization.id]?.first { $0.kind == .physical }
            return structure(organization, location)
        }
        let services = records.services.filter { $0.status == .active }.flatMap { service in
            self.services(service, organizations[service.organizationID], occurrences[service.id] ?? [], locations)
        }
        return (Self.lines(structures), Self.lines(services))
    }

    /// A list with one record a line, so that a refused line can be found.
    private static func lines(_ records: [some Encodable]) -> [UInt8] {
        var bytes = Array("[\n".utf8)
        for (index, record) in records.enumerated() {
            bytes.append(contentsOf: JSONText.encode(record))
            bytes.append(contentsOf: (index == records.count - 1 ? "\n" : ",\n").utf8)
        }
        return bytes + Array("]\n".utf8)
    }

    // MARK: Structures

    private func structure(_ organization: Organization, _ location: Location?) -> DataInclusion.Structure {
        let provenance = organization.provenance
        var structure = DataInclusion.Structure(
            source: DataInclusion.source(provenance), id: DataInclusion.id(provenance), nom: DataInclusion.name(organization.name),
            dateMaj: (provenance.updatedOn ?? today).description)
        structure.siret = organization.siret.flatMap { $0.wholeMatch(of: /[0-9]{14}/) == nil ? nil : $0 }
        structure.description = DataInclusion.description(organization.description)
        structure.telephone = organization.phones.first?.number
        structure.courriel = organization.email.flatMap(HSDSText.email)
        structure.siteWeb = organization.website.flatMap(HSDSText.uri)
        structure.lienSource = provenance.url.flatMap(HSDSText.uri)
        structure.horairesAccueil = organization.extra["horaires_accueil"]
        structure.accessibiliteLieu = (location?.accessibilityURL ?? organization.extra["accessibilite_lieu"]).flatMap(HSDSText.uri)
        structure.reseauxPorteurs = organization.networks.filter(DataInclusion.reseauxPorteurs.contains).unlessEmpty
        structure.position = DataInclusion.Position(location)
        return structure
    }

    // MARK: Services

    private func services(
        _ service: Service, _ organization: Organization?, _ occurrences: [ServiceAtLocation], _ locations: [String: Location]
    ) -> [DataInclusion.Service] {
        guard let organization else { return [] }
        let written = self.service(service, organization)
        guard !occurrences.isEmpty else { return [written] }
        return occurrences.enumerated().map { index, occurrence in
            var written = written
            // One service, one address: the second address is a second service, under a name that stays the same.
            if index > 0 { written.id += "--" + occurrence.locationID }
            if service.extra["position"] != "structure" { written.position = DataInclusion.Position(locations[occurrence.locationID]) }
            if service.extra["horaires_accueil"] != "structure" { written.horairesAccueil = hours(occurrence) }
            return written
        }
    }

    private func service(_ service: Service, _ organization: Organization) -> DataInclusion.Service {
        let provenance = service.provenance
        let name = service.name.reading(in: .french)?.text ?? organization.name
        let description = DataInclusion.description(service.description) ?? DataInclusion.description(LocalizedText(name, in: .french))
        var written = DataInclusion.Service(
            source: DataInclusion.source(provenance), structureId: DataInclusion.id(organization.provenance),
            id: DataInclusion.id(provenance),
            nom: DataInclusion.name(name), description: description ?? "Service \(name)",
            dateMaj: (provenance.updatedOn ?? today).description)
        written.lienSource = provenance.url.flatMap(HSDSText.uri)
        fillWords(of: service, &written)
        fillContacts(of: service, &written)
        written.fraisPrecisions = service.cost.text.reading(in: .french)?.text
        written.conditionsAcces = service.conditionsText.reading(in: .french)?.text
        written.publicsPrecisions = service.extra["publics_precisions"]
        written.mobilisationPrecisions = service.applicationProcess.reading(in: .french)?.text
        written.zoneEligibilite = service.serviceAreas.filter { $0.wholeMatch(of: /\w{2,3}|\w{5}|[0-9]{9}|france/) != nil }.unlessEmpty
        written.volumeHoraireHebdomadaire = service.extra["volume_horaire_hebdomadaire"].flatMap(Double.init).flatMap { $0 >= 0 ? $0 : nil }
        written.nombreSemaines = service.extra["nombre_semaines"].flatMap(Int.init).flatMap { $0 >= 1 ? $0 : nil }
        return written
    }

    /// The closed lists. The slugs a record came with are written again as long as its terms are still what they were worth.
    private func fillWords(of service: Service, _ written: inout DataInclusion.Service) {
        let thematiques = slugs(service.extra["thematiques"], service.needs, [.theme, .need])
        let publics = slugs(service.extra["publics"], service.audiences, [.audience])
        written.thematiques = DataInclusion.kept(thematiques, DataInclusion.thematiques, emptyAllowed: true)
        written.publics = DataInclusion.kept(publics, DataInclusion.publics)
        written.type = service.extra["type"].flatMap { DataInclusion.types.contains($0) ? $0 : nil }
        written.modesAccueil = DataInclusion.kept(
            DataInclusion.split(service.extra["modes_accueil"]), DataInclusion.modesAccueil, emptyAllowed: true)
        written.modesMobilisation = DataInclusion.kept(
            DataInclusion.split(service.extra["modes_mobilisation"]), DataInclusion.modesMobilisation)
        written.mobilisablePar = DataInclusion.kept(
            DataInclusion.split(service.extra["mobilisable_par"]), DataInclusion.personnesMobilisatrices)
        switch service.cost.kind {
        case .free: written.frais = "gratuit"
        case .paid: written.frais = "payant"
        case .varies, nil: break
        }
    }

    private func slugs(_ original: String?, _ ids: [String], _ facets: Set<Taxonomy.Facet>) -> [String]? {
        guard let original = DataInclusion.split(original) else { return terms.slugs(for: ids).unlessEmpty }
        return terms.terms(for: original, of: facets) == ids ? original : terms.slugs(for: ids) + original.filter { !terms.knows($0) }
    }

    private func fillContacts(of service: Service, _ written: inout DataInclusion.Service) {
        written.telephone = service.phones.first?.number
        written.courriel = service.email.flatMap(HSDSText.email)
        written.lienMobilisation = service.website.flatMap(HSDSText.uri)
        written.contactNomPrenom = service.professional.referralContact
    }

    /// The usual hours, then the dated ones that replace them.
    private func hours(_ occurrence: ServiceAtLocation) -> String? {
        guard let usual = occurrence.hours else { return occurrence.hoursText }
        return ([usual] + occurrence.closures.map(\.rule)).joined(separator: "; ")
    }
}

extension DatedHours {
    /// `2026 Aug 01-2026 Aug 15 off`
    fileprivate var rule: String { "\(Self.written(from))\(from == to ? "" : "-" + Self.written(to)) \(hours ?? "off")" }

    private static func written(_ day: Day) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(day.year) \(months[day.month - 1]) \(day.day < 10 ? "0" : "")\(day.day)"
    }
}
