import Core

extension DataInclusion {
    /// What neither a structure nor a service can do without.
    static func check(id: String, nom: String, dateMaj: String, source: String, at place: Refusal.Place) throws(Refusal) {
        if source.trimmed.isEmpty { throw Refusal("is empty: name the producer of the data", at: place.field("source")) }
        guard id.hasPrefix(source + "--"), id.utf8.count > source.utf8.count + 2 else {
            throw Refusal(
                "“\(id)” should be the source, two hyphens and the producer's own identifier: “\(source)--…”", at: place.field("id"))
        }
        if nom.trimmed.isEmpty { throw Refusal("is empty: a record without a name cannot be shown", at: place.field("nom")) }
        guard Day(dateMaj) != nil else { throw Refusal("“\(dateMaj)” is not a day written YYYY-MM-DD", at: place.field("date_maj")) }
    }

    /// Lists travel in `extra` one value a line.
    static func join(_ values: [String]?) -> String? { values.map { $0.joined(separator: "\n") } }

    static func split(_ text: String?) -> [String]? {
        text.map { $0.split(separator: "\n").map(String.init) }
    }
}

extension DataInclusion.Structure {
    var organization: Organization {
        var provenance = Provenance(source: source, sourceID: id)
        provenance.updatedOn = Day(dateMaj)
        provenance.url = lienSource
        var organization = Organization(id: provenance.identifier("organization"), name: nom, provenance: provenance)
        organization.description = LocalizedText(description ?? "", in: .french)
        organization.website = siteWeb
        organization.email = courriel
        organization.phones = telephone.map { [Phone(number: $0)] } ?? []
        organization.siret = siret
        organization.networks = reseauxPorteurs ?? []
        organization.extra["horaires_accueil"] = horairesAccueil
        return organization
    }
}

extension DataInclusion.Service {
    func service(organization: String, terms: TermLookup) -> Service {
        var provenance = Provenance(source: source, sourceID: id)
        provenance.updatedOn = Day(dateMaj)
        provenance.url = lienSource
        let name = LocalizedText(nom, in: .french)
        var service = Service(id: provenance.identifier("service"), organizationID: organization, name: name, provenance: provenance)
        service.description = LocalizedText(description, in: .french)
        service.needs = terms.terms(for: thematiques ?? [], of: [.theme, .need])
        service.audiences = terms.terms(for: publics ?? [], of: [.audience])
        service.conditionsText = LocalizedText(conditionsAcces ?? "", in: .french)
        service.applicationProcess = LocalizedText(mobilisationPrecisions ?? "", in: .french)
        service.cost = Cost(kind: costKind, text: LocalizedText(fraisPrecisions ?? "", in: .french))
        service.phones = telephone.map { [Phone(number: $0)] } ?? []
        service.email = courriel
        service.website = lienMobilisation
        service.serviceAreas = zoneEligibilite ?? []
        service.professional.referralContact = contactNomPrenom
        service.extra = extra
        return service
    }

    private var costKind: Cost.Kind? {
        switch frais {
        case "gratuit": .free
        case "payant": .paid
        default: nil
        }
    }

    /// What the model has no word for, under the format's own names. The slugs are kept too: a term is worth several of them.
    private var extra: [String: String] {
        let kept: [String: String?] = [
            "thematiques": DataInclusion.join(thematiques), "publics": DataInclusion.join(publics),
            "publics_precisions": publicsPrecisions, "type": type, "modes_accueil": DataInclusion.join(modesAccueil),
            "modes_mobilisation": DataInclusion.join(modesMobilisation), "mobilisable_par": DataInclusion.join(mobilisablePar),
            "volume_horaire_hebdomadaire": volumeHoraireHebdomadaire.map { "\($0)" },
            "nombre_semaines": nombreSemaines.map { "\($0)" }, "frais": costKind == nil ? frais : nil,
        ]
        return kept.compactMapValues(\.self)
    }
}

extension DataInclusion.Position {
    /// Tells two positions of one structure apart.
    var key: String {
        [adresse, complementAdresse, commune, codePostal, codeInsee, latitude.map { "\($0)" }, longitude.map { "\($0)" }]
            .map { $0 ?? "" }.joined(separator: "|")
    }

    /// Why the coordinate was left out, if it was.
    var problem: String? {
        if latitude == nil, longitude == nil { return nil }
        guard let latitude, let longitude else { return "a latitude or a longitude stands alone: the point is left out" }
        return Coordinate(latitude: latitude, longitude: longitude) == nil
            ? "\(latitude), \(longitude) is not a point of the earth: it is left out" : nil
    }

    func fill(_ location: inout Location) {
        if [adresse, complementAdresse, commune, codePostal, codeInsee] != [nil, nil, nil, nil, nil] {
            location.address = Address(
                street: adresse ?? "", complement: complementAdresse, postalCode: codePostal ?? "", city: commune ?? "", cityCode: codeInsee
            )
        }
        location.areaCode = codeInsee
        guard let latitude, let longitude, let coordinate = Coordinate(latitude: latitude, longitude: longitude) else { return }
        location.coordinate = coordinate
        location.precision = (adresse ?? "").isEmpty ? .area : .exact
    }
}
