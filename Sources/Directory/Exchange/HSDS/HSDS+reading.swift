import Core

extension HSDS.Texts? {
    /// The profile's text where its plain version is still what the field says; a plain field somebody changed wins.
    func text(_ field: String, plain: String?, language: Language = .french) -> LocalizedText {
        guard let text = self?[field], plain == nil || text.reading(in: language)?.text == plain else {
            return LocalizedText(plain ?? "", in: language)
        }
        return text
    }
}

extension HSDS.Organization {
    func record(_ identity: HSDSIdentity) -> Organization {
        var record = Organization(id: identity.id("organization"), name: name, provenance: identity.provenance)
        record.alternateNames = xParvis?.alternateNames ?? alternateName.map { [$0] } ?? []
        // A description is required by the format; one that only repeats the name says nothing.
        record.description =
            xParvis?.text.text("description", plain: description == name ? nil : description) ?? LocalizedText(description, in: .french)
        record.kind = legalStatus
        record.website = website ?? xParvis?.website
        record.email = email ?? xParvis?.email
        record.phones = (phones ?? []).map(\.record)
        record.siret = organizationIdentifiers?.first { $0.identifierType == "SIRET" }?.identifier
        record.networks = xParvis?.networks ?? []
        record.parentID = parentOrganizationId.map { id in
            identity.isOurs ? id : HSDSIdentity(source: identity.provenance.source, of: id, nil).id("organization")
        }
        record.extra = xParvis?.extra ?? [:]
        return record
    }
}

extension HSDS.Location {
    func record(_ identity: HSDSIdentity) -> Location {
        var record = Location(id: identity.id("location"), provenance: identity.provenance)
        record.name = name
        record.kind = Location.Kind(rawValue: locationType) ?? .physical
        record.description = (xParvis?.text).text("description", plain: description)
        record.directions = (xParvis?.text).text("transportation", plain: transportation)
        record.address = addresses?.first.map { address in
            Address(
                street: address.address1, complement: address.address2, postalCode: address.postalCode, city: address.city,
                cityCode: xParvis?.cityCode, country: address.country)
        }
        if let latitude, let longitude { record.coordinate = Coordinate(latitude: latitude, longitude: longitude) }
        record.precision = xParvis?.precision ?? (record.coordinate == nil ? .unknown : .exact)
        record.areaCode = xParvis?.areaCode
        record.accessibility = (accessibility ?? []).compactMap(\.details)
        record.accessibilityURL = accessibility?.lazy.compactMap(\.url).first
        record.extra = xParvis?.extra ?? [:]
        return record
    }
}

extension HSDS.Phone {
    var record: Phone {
        Phone(
            number: number, note: (xParvis?.text).text("description", plain: description),
            languages: (languages ?? []).compactMap(\.code).map(Language.init))
    }
}

extension HSDS.Service {
    func record(_ identity: HSDSIdentity, organization: String, terms: TermLookup) -> Service {
        let profile = xParvis?.text
        let name = profile.text("name", plain: self.name)
        var record = Service(id: identity.id("service"), organizationID: organization, name: name, provenance: identity.provenance)
        record.description = profile.text("description", plain: description)
        record.interpretation = profile.text("interpretation_services", plain: interpretationServices)
        record.applicationProcess = profile.text("application_process", plain: applicationProcess)
        record.conditionsText = profile.text("eligibility_description", plain: eligibilityDescription)
        record.alert = profile.text("alert", plain: alert)
        record.website = url ?? xParvis?.website
        record.email = email ?? xParvis?.email
        record.minimumAge = minimumAge.flatMap { Int(exactly: $0.rounded(.down)) }
        record.maximumAge = maximumAge.flatMap { Int(exactly: $0.rounded(.down)) }
        record.phones = (phones ?? []).map(\.record)
        record.languages = (languages ?? []).compactMap(\.code).map(Language.init)
        record.serviceAreas = (serviceAreas ?? []).compactMap { $0.extent ?? $0.name }
        record.documents = (requiredDocuments ?? []).map { ($0.xParvis?.text).text("document", plain: $0.document) }
        record.cost = Cost(kind: costKind, text: profile.text("fees_description", plain: feesDescription))
        record.saturation = xParvis?.saturation
        record.label = xParvis?.label
        record.replaces = xParvis?.replaces
        record.professional = xParvis?.professional ?? ProfessionalDetails()
        record.extra = xParvis?.extra ?? [:]
        fillTerms(&record, terms)
        return identity.isOurs ? record : dated(record)
    }

    private var costKind: Cost.Kind? {
        guard let option = costOptions?.first else { return nil }
        return option.option.flatMap(Cost.Kind.init) ?? option.amount.map { $0 == 0 ? .free : .paid }
    }

    /// The profile's own terms, else the attributes whose term this city has too.
    private func fillTerms(_ record: inout Service, _ terms: TermLookup) {
        let codes = (attributes ?? []).compactMap { $0.taxonomyTerm?.code }.filter { terms[$0] != nil }
        func of(_ facets: Set<Taxonomy.Facet>) -> [String] {
            codes.filter { code in terms[code].map { facets.contains($0.facet) } ?? false }
        }
        record.needs = xParvis?.needs ?? of([.theme, .need])
        record.audiences = xParvis?.audiences ?? of([.audience])
        record.situations = xParvis?.situations ?? of([.situation])
        record.conditions = xParvis?.conditions ?? of([.condition])
    }

    private func dated(_ record: Service) -> Service {
        var record = record
        record.provenance.updatedOn = lastModified.flatMap { Day($0.prefix(10)) }
        record.provenance.checkedOn = assuredDate.flatMap { Day($0.prefix(10)) }
        return record
    }
}
