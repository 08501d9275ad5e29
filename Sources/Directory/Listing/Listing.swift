import Core

/// One service at one location with everything the public reads about it: what a search finds and a page shows.
package struct Listing: Hashable, Sendable {
    package let service: Service
    package let organization: Organization
    package let location: Location
    package let place: ServiceAtLocation

    package init(service: Service, organization: Organization, location: Location, place: ServiceAtLocation) {
        self.service = service
        self.organization = organization
        self.location = location
        self.place = place
    }
}
