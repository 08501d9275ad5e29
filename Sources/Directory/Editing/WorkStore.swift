import Access
import Core
import Database

/// What an editor's lists need: the services of the organizations within reach.
struct WorkStore: Sendable {
    let database: Database

    /// The listings within a scope, by the name of their organization; one more than the limit tells that there are more.
    func listings(in scope: AccessScope, limit: Int) async throws -> [Listing] {
        let condition = scope.ofServices
        return try await database.read { session in
            var listings: [Listing] = []
            try session.listings(where: condition, limit: limit, leaveOut: { _, _ in }) { listings.append($0) }
            return listings
        }
    }

    /// One place of a service, whatever its state.
    func listing(place id: String) async throws -> Listing? {
        try await database.read { session in
            var found: Listing?
            try session.listings(where: "p.id = \(id)", limit: 1, leaveOut: { throw $1 }) { found = $0 }
            return found
        }
    }

    /// The places of a service, those that ended too.
    func places(ofService id: String) async throws -> [String] {
        try await database.read { session in
            try session.values(
                String.self, "SELECT id FROM directory_service_at_location WHERE service_id = \(id) ORDER BY id LIMIT 200")
        }
    }

    /// Whose service it is: what the rule is asked about.
    func organization(ofService id: String) async throws -> String? {
        try await database.read { try $0.value(String.self, "SELECT organization_id FROM directory_service WHERE id = \(id)") }
    }

    func organization(ofPlace id: String) async throws -> String? {
        try await database.read { session in
            try session.value(
                String.self,
                """
                SELECT s.organization_id FROM directory_service_at_location AS p
                JOIN directory_service AS s ON s.id = p.service_id WHERE p.id = \(id)
                """)
        }
    }
}
