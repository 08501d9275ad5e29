import Core

/// Open Referral HSDS 3.1, under its official names, with the profile of Parvis in `x_parvis` (docs/exchange.md).
package enum HSDS {
    package static let version = "3.1"

    /// `service`, alone or with everything around it.
    package struct Service: Codable, Hashable, Sendable {
        package var id: String
        package var organizationId: String?
        package var name: String
        package var alternateName: String?
        package var description: String?
        package var url: String?
        package var email: String?
        package var status: String
        package var interpretationServices: String?
        package var applicationProcess: String?
        package var feesDescription: String?
        package var waitTime: String?
        package var fees: String?
        package var accreditations: String?
        package var eligibilityDescription: String?
        package var minimumAge: Double?
        package var maximumAge: Double?
        package var assuredDate: String?
        package var assurerEmail: String?
        package var licenses: String?
        package var alert: String?
        package var lastModified: String?
        package var phones: [Phone]?
        package var schedules: [Schedule]?
        package var serviceAreas: [ServiceArea]?
        package var serviceAtLocations: [ServiceAtLocation]?
        package var languages: [SpokenLanguage]?
        package var organization: Organization?
        package var costOptions: [CostOption]?
        package var requiredDocuments: [RequiredDocument]?
        package var attributes: [Attribute]?
        package var xParvis: ServiceProfile?
    }

    /// `organization`.
    package struct Organization: Codable, Hashable, Sendable {
        package var id: String
        package var name: String
        package var alternateName: String?
        package var description: String
        package var email: String?
        package var website: String?
        package var legalStatus: String?
        package var parentOrganizationId: String?
        package var phones: [Phone]?
        package var locations: [Location]?
        package var services: [Service]?
        package var organizationIdentifiers: [OrganizationIdentifier]?
        package var xParvis: OrganizationProfile?
    }

    /// `service_at_location`.
    package struct ServiceAtLocation: Codable, Hashable, Sendable {
        package var id: String
        package var serviceId: String?
        package var locationId: String?
        package var description: String?
        package var schedules: [Schedule]?
        package var location: Location?
        package var service: Service?
        package var xParvis: ServiceAtLocationProfile?
    }

    /// `location`.
    package struct Location: Codable, Hashable, Sendable {
        package var id: String
        package var locationType: String
        package var organizationId: String?
        package var name: String?
        package var description: String?
        package var transportation: String?
        package var latitude: Double?
        package var longitude: Double?
        package var addresses: [Address]?
        package var accessibility: [Accessibility]?
        package var xParvis: LocationProfile?
    }

    /// The page every list answers with.
    package struct Page<Element: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
        package let totalItems: Int
        package let totalPages: Int
        /// Counted from 1.
        package let pageNumber: Int
        /// How many there are in this page.
        package let size: Int
        package let firstPage: Bool
        package let lastPage: Bool
        package let empty: Bool
        package let contents: [Element]

        /// - Parameter perPage: how many a full page has.
        package init(_ contents: [Element], page: Int, perPage: Int, total: Int) {
            totalItems = total
            totalPages = (total + perPage - 1) / max(1, perPage)
            pageNumber = page
            size = contents.count
            firstPage = page <= 1
            lastPage = page >= totalPages
            empty = contents.isEmpty
            self.contents = contents
        }
    }
}
