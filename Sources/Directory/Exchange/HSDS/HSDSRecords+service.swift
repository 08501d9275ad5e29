import Core

extension HSDSRecords {
    func service(_ record: Service, full: Bool, nested: Bool) -> HSDS.Service {
        var service = HSDS.Service(id: record.id, name: plain(record.name) ?? record.id, status: record.status.rawValue)
        service.organizationId = record.organizationID
        fillTexts(of: record, &service)
        service.organization = nested || !full ? organizations[record.organizationID].map { organization($0, full: full) } : nil
        service.xParvis = profile(record, service)
        guard full else { return service }
        service.phones = phones(record.phones, of: record.id)
        service.languages = languages(record.languages, of: record.id)
        service.serviceAreas =
            record.serviceAreas.enumerated().map { index, code in
                HSDS.ServiceArea(id: part("service_area", record.id, index), name: code, extent: code, extentType: "INSEE")
            }.unlessEmpty
        service.costOptions = costOptions(record)
        service.requiredDocuments =
            record.documents.enumerated().map { index, document in
                HSDS.RequiredDocument(
                    id: part("required_document", record.id, index), document: plain(document),
                    xParvis: texts(["document": document]).map { .init(text: $0) })
            }.unlessEmpty
        service.attributes = attributes(record)
        if nested { service.serviceAtLocations = (occurrencesOfService[record.id] ?? []).map { serviceAtLocation($0, full: true) } }
        return service
    }

    private func fillTexts(of record: Service, _ service: inout HSDS.Service) {
        service.description = plain(record.description)
        service.url = record.website.flatMap(HSDSText.uri)
        service.email = record.email.flatMap(HSDSText.email)
        service.interpretationServices = plain(record.interpretation)
        service.applicationProcess = plain(record.applicationProcess)
        service.feesDescription = plain(record.cost.text)
        service.eligibilityDescription = plain(record.conditionsText)
        service.minimumAge = record.minimumAge.map(Double.init)
        service.maximumAge = record.maximumAge.map(Double.init)
        service.assuredDate = record.provenance.checkedOn?.description
        service.alert = plain(record.alert)
        service.lastModified = record.provenance.updatedOn.map { "\($0)T00:00:00Z" }
    }

    private func profile(_ record: Service, _ service: HSDS.Service) -> HSDS.ServiceProfile {
        HSDS.ServiceProfile(
            text: texts([
                "name": record.name, "description": record.description, "interpretation_services": record.interpretation,
                "application_process": record.applicationProcess, "fees_description": record.cost.text,
                "eligibility_description": record.conditionsText, "alert": record.alert,
            ]),
            needs: record.needs.unlessEmpty, audiences: record.audiences.unlessEmpty, situations: record.situations.unlessEmpty,
            conditions: record.conditions.unlessEmpty, saturation: record.saturation, label: record.label,
            replaces: record.replaces,
            website: service.url == nil ? record.website : nil, email: service.email == nil ? record.email : nil,
            professional: details == .exchange && record.professional != ProfessionalDetails() ? record.professional : nil,
            provenance: provenance(record.provenance), extra: extra(record.extra))
    }

    func phones(_ phones: [Phone], of id: String) -> [HSDS.Phone]? {
        phones.enumerated().map { index, phone in
            HSDS.Phone(
                id: part("phone", id, index), number: phone.number, description: plain(phone.note),
                languages: languages(phone.languages, of: part("phone", id, index)),
                xParvis: texts(["description": phone.note]).map { .init(text: $0) })
        }.unlessEmpty
    }

    private func languages(_ languages: [Language], of id: String) -> [HSDS.SpokenLanguage]? {
        languages.enumerated().map { index, language in
            HSDS.SpokenLanguage(id: part("language", id, index), name: language.endonym, code: language.tag)
        }.unlessEmpty
    }

    private func costOptions(_ record: Service) -> [HSDS.CostOption]? {
        record.cost.kind.map { kind in
            var option = HSDS.CostOption(id: part("cost_option", record.id, 0), option: kind.rawValue)
            option.currency = kind == .free ? "EUR" : nil
            option.amount = kind == .free ? 0 : nil
            option.amountDescription = plain(record.cost.text)
            return [option]
        }
    }

    private func attributes(_ record: Service) -> [HSDS.Attribute]? {
        (record.needs + record.audiences + record.situations + record.conditions).compactMap { shortTerms[$0] }.map { term in
            HSDS.Attribute(
                id: nameBasedUUID("hsds/attribute", record.id + (term.code ?? "")), linkId: record.id, taxonomyTermId: term.id,
                linkType: term.taxonomy, linkEntity: "service", taxonomyTerm: term)
        }.unlessEmpty
    }
}
