import Core

/// The values of one row, by the field they fill, and the records they make.
struct MappedRow {
    private let fields: [CSVMapping.Field: [String]]
    private let language: Language

    init(_ fields: [CSVMapping.Field: [String]], language: Language) {
        self.fields = fields
        self.language = language
    }

    /// A later value replaces an earlier one: a cell its constant.
    subscript(field: CSVMapping.Field) -> String? { fields[field]?.last?.unlessEmpty }

    private func text(_ field: CSVMapping.Field) -> LocalizedText { LocalizedText(self[field] ?? "", in: language) }

    private func list(_ field: CSVMapping.Field) -> [String] { unique(fields[field] ?? []) }

    /// Rows that name the same organization share it; a row that names none is its own.
    func organization(_ provenance: Provenance) -> Organization {
        var provenance = provenance
        let name = self[.organization] ?? self[.name] ?? provenance.sourceID
        if self[.organization] != nil {
            provenance.sourceID = "organization:" + name
            provenance.updatedOn = nil
        }
        var organization = Organization(id: provenance.identifier("organization"), name: name, provenance: provenance)
        guard self[.organization] == nil else { return organization }
        organization.siret = self[.siret]
        organization.website = self[.website]
        return organization
    }

    func location(_ provenance: Provenance, coordinate: Coordinate?) -> Location {
        var location = Location(id: provenance.identifier("location"), provenance: provenance)
        location.name = self[.locationName] ?? self[.name]
        location.coordinate = coordinate
        location.precision = coordinate == nil ? .unknown : self[.street] == nil ? .area : .exact
        location.areaCode = self[.cityCode]
        location.directions = text(.directions)
        location.accessibility = list(.accessibility)
        let parts = [self[.street], self[.complement], self[.postalCode], self[.city], self[.cityCode]]
        if parts.contains(where: { $0 != nil }) {
            location.address = Address(
                street: parts[0] ?? "", complement: parts[1], postalCode: parts[2] ?? "", city: parts[3] ?? "", cityCode: parts[4])
        }
        return location
    }

    func service(_ provenance: Provenance, organization: String) -> Service {
        var service = Service(id: provenance.identifier("service"), organizationID: organization, name: text(.name), provenance: provenance)
        service.description = text(.description)
        service.alert = text(.alert)
        service.needs = list(.needs)
        service.audiences = list(.audiences)
        service.situations = list(.situations)
        service.conditions = list(.conditions)
        service.conditionsText = text(.conditionsText)
        service.applicationProcess = text(.applicationProcess)
        service.documents = list(.documents).map { LocalizedText($0, in: language) }
        service.languages = list(.languages).map(Language.init)
        service.cost = Cost(kind: self[.cost].flatMap(Cost.Kind.init))
        service.phones = self[.phone].map { [Phone(number: $0)] } ?? []
        service.email = self[.email]
        service.website = self[.website]
        return service
    }
}
