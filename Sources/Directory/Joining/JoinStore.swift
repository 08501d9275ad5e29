import Core
import Database

/// Keeps organizations that ask to join; who asked is forgotten with the answer, and what they wrote stays out of the journal.
struct JoinStore: Sendable {
    let database: Database
    let links: DirectoryLinks

    func add(_ request: JoinRequest) async throws {
        try await database.write(Act("organization.ask", by: .visitor, for: "access")) { transaction in
            try transaction.execute(
                """
                INSERT INTO directory_organization_request
                    (id, name, website, words, contact_name, contact_email, language, received_at)
                VALUES (\(request.id), \(request.name), \(request.website), \(request.words), \(request.contact?.name),
                    \(request.contact?.email), \(request.language.tag), \(request.receivedAt))
                """)
            try transaction.journal(.created, "organization_request", request.id)
        }
    }

    func waiting(limit: Int) async throws -> [JoinRequest] {
        try await database.read { try Self.requests("state = 'waiting'", order: "received_at, id", limit: limit, $0) }
    }

    func answered(limit: Int) async throws -> [JoinRequest] {
        try await database.read { try Self.requests("state <> 'waiting'", order: "answered_at DESC, id", limit: limit, $0) }
    }

    func find(_ id: String) async throws -> JoinRequest? {
        try await database.read { try Self.requests("id = \(id)", order: "id", limit: 1, $0).first }
    }

    /// Organizations of the directory that bear such a name: a team often asks for one that is there.
    func alike(_ name: String) async throws -> [Organization] {
        let folded = Folding.folded(name).filter { !"%_\\".contains($0) }
        guard !folded.isEmpty else { return [] }
        return try await database.read { session in
            try session.records(
                """
                SELECT record FROM directory_organization WHERE search_text = \(folded) OR search_text LIKE \(folded + " %")
                ORDER BY name, id LIMIT 5
                """, leaveOut: { _ in })
        }
    }

    /// Takes an organization in, as a new one of the directory or as one that is there, and invites its first administrator.
    ///
    /// - Returns: false when somebody answered meanwhile.
    func accept(_ request: JoinRequest, as existing: String?, reason: String, by account: String) async throws -> Bool {
        let provenance = Provenance(source: "city", sourceID: request.id)
        let id = existing ?? provenance.identifier("organization")
        let act = Act("organization.accept", by: .person(account), for: "access", organization: id)
        return try await database.write(act) { transaction in
            guard let contact = request.contact, try Self.isWaiting(request.id, transaction) else { return false }
            if existing == nil {
                var organization = Organization(id: id, name: request.name, provenance: provenance)
                organization.website = request.website
                var records = DirectoryRecords()
                records.organizations = [organization]
                try DirectoryStore.save(records, created: [id], in: transaction)
            }
            let name = try transaction.value(String.self, "SELECT name FROM directory_organization WHERE id = \(id)") ?? request.name
            try Self.end(request.id, "accepted", organization: id, reason: reason, in: transaction)
            let administrator = PersonInCharge(email: contact.email, name: contact.name, language: request.language.tag)
            try links.welcome(NewOrganization(id: id, name: name, administrator: administrator, inviter: account), transaction)
            return true
        }
    }

    /// Refuses, and tells why by letter.
    func refuse(_ request: JoinRequest, reason: String, letter: DirectoryLetter?, by account: String) async throws -> Bool {
        try await database.write(Act("organization.refuse", by: .person(account), for: "access")) { transaction in
            guard try Self.isWaiting(request.id, transaction) else { return false }
            try Self.end(request.id, "refused", organization: nil, reason: reason, in: transaction)
            if let letter { try links.send(letter, transaction) }
            return true
        }
    }

    private static func isWaiting(_ id: String, _ session: Session) throws -> Bool {
        try session.value(
            Int.self, "SELECT COUNT(*) FROM directory_organization_request WHERE id = \(id) AND state = 'waiting'") == 1
    }

    private static func end(_ id: String, _ state: String, organization: String?, reason: String, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE directory_organization_request SET state = \(state), organization_id = \(organization), reason = \(reason),
                contact_name = NULL, contact_email = NULL, answered_at = \(transaction.now)
            WHERE id = \(id)
            """)
        try transaction.journal(.changed, "organization_request", id, ["state": state])
    }

    private static func requests(_ condition: SQL, order: SQL, limit: Int, _ session: Session) throws -> [JoinRequest] {
        try session.rows(
            """
            SELECT id, name, website, words, language, received_at, contact_name, contact_email, state, reason
            FROM directory_organization_request WHERE \(sql: condition) ORDER BY \(sql: order) LIMIT \(limit)
            """
        ).map { row in
            let (name, email): (String?, String?) = (try row[6], try row[7])
            var contact: JoinRequest.Contact?
            if let name, let email { contact = .init(name: name, email: email) }
            return JoinRequest(
                id: try row[0], name: try row[1], website: try row[2], words: try row[3], language: Language(try row[4]),
                receivedAt: try row[5], contact: contact, state: JoinRequest.State(rawValue: try row[8]) ?? .refused, reason: try row[9])
        }
    }
}
