import Core
import Database

/// Reads single services with their places.
struct ListingStore: Sendable {
    let database: Database

    /// Whether there is or was such a service: a printed address of one that was withdrawn says that it ended.
    func knows(service id: String) async throws -> Bool {
        try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_service WHERE id = \(id)") ?? 0 } > 0
    }

    /// What a service was merged into; nil for one that was not.
    func survivor(of id: String) async throws -> String? { try await database.read { try DuplicateStore.survivor(of: id, $0) } }

    /// Services at these places, in this order; a place that cannot be read or is gone meanwhile is left out, as in a search.
    func listings(at places: [String]) async throws -> [Listing] {
        try await database.read { session in
            var found: [String: Listing] = [:]
            for start in stride(from: 0, to: places.count, by: Self.batch) {
                let some = Array(places[start..<min(start + Self.batch, places.count)])
                try session.listings(where: "p.id IN \(list: some)", leaveOut: { _, _ in }) { found[$0.place.id] = $0 }
            }
            return places.compactMap { found[$0] }
        }
    }

    /// Identifiers in one statement.
    private static let batch = 200

    /// A service at each of its places; empty when there is no such service.
    func listings(ofService id: String) async throws -> [Listing] {
        try await database.read { session in
            var listings: [Listing] = []
            var unreadable: UnreadableRecord?
            try session.listings(where: "p.service_id = \(id)", limit: 200, leaveOut: { unreadable = $1 }) { listings.append($0) }
            // A service that is there and cannot be shown is a failure of ours, not one that ended.
            if listings.isEmpty, let unreadable { throw unreadable }
            return listings
        }
    }
}
