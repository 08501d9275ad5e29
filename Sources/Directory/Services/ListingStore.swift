import Core
import Database

/// Reads single services with their places.
struct ListingStore: Sendable {
    let database: Database

    /// A service at each of its places; empty when there is no such service.
    func listings(ofService id: String) async throws -> [Listing] {
        try await database.read { session in
            var listings: [Listing] = []
            try session.listings(where: "p.service_id = \(id)", limit: 200) { listings.append($0) }
            return listings
        }
    }
}
