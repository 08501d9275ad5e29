import Core

/// A place where services happen: HSDS `location`.
package struct Location: Codable, Hashable, Sendable, Identifiable {
    /// UUID.
    package let id: String
    package var organizationID: String?
    package var name: String?
    package var kind = Kind.physical
    package var description = LocalizedText()
    package var address: Address?
    package var coordinate: Coordinate?
    package var precision = Precision.unknown
    /// Code of the area of the territory it lies in (INSEE code).
    package var areaCode: String?
    /// How to get there, in words.
    package var directions = LocalizedText()
    /// Identifiers of the taxonomy's accessibility terms.
    package var accessibility: [String] = []
    package var accessibilityURL: String?
    package var provenance: Provenance
    package var extra: [String: String] = [:]

    /// HSDS `location_type`.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case physical, postal, virtual
    }

    /// How near the coordinate is to the door; a page says "approximate" unless it is exact.
    package enum Precision: String, Codable, Sendable, CaseIterable {
        /// Somebody gave the point, or the source has the address's own point.
        case exact
        /// The centre of the area.
        case area
        case unknown
    }

    package init(id: String, provenance: Provenance) {
        self.id = id
        self.provenance = provenance
    }
}

/// A postal address: HSDS `address`.
package struct Address: Codable, Hashable, Sendable {
    package var street: String
    package var complement: String?
    package var postalCode: String
    package var city: String
    /// INSEE code of the commune.
    package var cityCode: String?
    /// ISO 3166-1 alpha-2.
    package var country: String

    package init(
        street: String, complement: String? = nil, postalCode: String, city: String, cityCode: String? = nil, country: String = "FR"
    ) {
        self.street = street
        self.complement = complement
        self.postalCode = postalCode
        self.city = city
        self.cityCode = cityCode
        self.country = country
    }
}
