import Core

/// The profile: what HSDS has no place for, in the property `x_parvis` of an object. Its plain fields stand on their own.
extension HSDS {
    /// Texts by the official name of the field, in every language with the state of the translation.
    package typealias Texts = [String: LocalizedText]

    package struct TextProfile: Codable, Hashable, Sendable {
        package var text: Texts?
    }

    package struct ServiceProfile: Codable, Hashable, Sendable {
        package var text: Texts?
        package var needs: [String]?
        package var audiences: [String]?
        package var situations: [String]?
        package var conditions: [String]?
        package var cost: Cost?
        package var saturation: Saturation?
        package var label: Label?
        /// Identifiers of duplicates that were merged into it.
        package var replaces: [String]?
        package var website: String?
        package var email: String?
        package var professional: ProfessionalDetails?
        package var provenance: Provenance?
        package var extra: [String: String]?
    }

    package struct OrganizationProfile: Codable, Hashable, Sendable {
        package var text: Texts?
        package var alternateNames: [String]?
        package var networks: [String]?
        package var website: String?
        package var email: String?
        package var provenance: Provenance?
        package var extra: [String: String]?
    }

    package struct LocationProfile: Codable, Hashable, Sendable {
        package var text: Texts?
        package var precision: Directory.Location.Precision?
        package var areaCode: String?
        package var cityCode: String?
        package var provenance: Provenance?
        package var extra: [String: String]?
    }

    package struct ServiceAtLocationProfile: Codable, Hashable, Sendable {
        /// OSM `opening_hours`.
        package var openingHours: String?
        /// Hours in the source's own words, where they are not `opening_hours`.
        package var openingHoursText: String?
        package var closures: [DatedHours]?
        package var provenance: Provenance?
    }
}
