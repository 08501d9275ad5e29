import Core

extension HSDS {
    package struct Phone: Codable, Hashable, Sendable {
        package var id: String
        package var number: String
        package var description: String?
        package var languages: [SpokenLanguage]?
        package var xParvis: TextProfile?
    }

    package struct SpokenLanguage: Codable, Hashable, Sendable {
        package var id: String
        package var name: String?
        /// BCP 47.
        package var code: String?
    }

    package struct ServiceArea: Codable, Hashable, Sendable {
        package var id: String
        package var name: String?
        /// INSEE code of the area.
        package var extent: String?
        package var extentType: String?
    }

    package struct CostOption: Codable, Hashable, Sendable {
        package var id: String
        /// `free`, `paid` or `varies`.
        package var option: String?
        package var currency: String?
        package var amount: Double?
        package var amountDescription: String?
    }

    package struct RequiredDocument: Codable, Hashable, Sendable {
        package var id: String
        package var document: String?
        package var xParvis: TextProfile?
    }

    package struct OrganizationIdentifier: Codable, Hashable, Sendable {
        package var id: String
        package var identifierType: String
        package var identifier: String
    }

    package struct Address: Codable, Hashable, Sendable {
        package var id: String
        package var address1: String
        package var address2: String?
        package var city: String
        package var stateProvince: String
        package var postalCode: String
        package var country: String
        package var addressType: String
    }

    package struct Accessibility: Codable, Hashable, Sendable {
        package var id: String
        package var description: String?
        /// The term's identifier.
        package var details: String?
        package var url: String?
    }

    package struct Attribute: Codable, Hashable, Sendable {
        package var id: String
        package var linkId: String?
        package var taxonomyTermId: String?
        /// The facet: `need`, `audience`, `situation`, `condition`.
        package var linkType: String?
        package var linkEntity: String?
        package var taxonomyTerm: TaxonomyTerm?
    }

    package struct TaxonomyTerm: Codable, Hashable, Sendable {
        package var id: String
        /// The short stable name: `shower`.
        package var code: String?
        package var name: String
        package var description: String
        package var parentId: String?
        package var taxonomy: String?
        package var taxonomyDetail: Taxonomy?
        package var language: String?
        package var taxonomyId: String?
        package var xParvis: TextProfile?
    }

    package struct Taxonomy: Codable, Hashable, Sendable {
        package var id: String
        package var name: String
        package var description: String
        package var uri: String?
        package var version: String?
    }

    /// A schedule with its identifiers around the recurrence.
    package struct Schedule: Hashable, Sendable {
        package var id: String
        package var recurrence: HSDSSchedule
    }
}

extension HSDS.Schedule: Codable {
    private enum Keys: String, CodingKey { case id }

    package init(from decoder: any Decoder) throws {
        id = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .id)
        recurrence = try HSDSSchedule(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(id, forKey: .id)
        try recurrence.encode(to: encoder)
    }
}
