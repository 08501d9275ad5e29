import Core
import Database
import Foundation

/// Keeps the lists of professionals; what somebody may not see is not there.
struct ServiceListStore: Sendable {
    let database: Database

    private static func visible(_ reader: ListReader) -> SQL {
        "(l.author = \(reader.account) OR l.organization_id IN \(list: reader.organizations))"
    }

    func lists(of reader: ListReader, since: Instant) async throws -> [ServiceList] {
        try await database.read { session in
            try session.all(
                ServiceList.self,
                """
                SELECT l.id, l.name, l.author, l.organization_id,
                    (SELECT COUNT(*) FROM directory_list_item AS i WHERE i.list_id = l.id) AS items,
                    (SELECT COUNT(DISTINCT i.service_id) FROM directory_list_item AS i
                        JOIN journal_entry AS j ON j.subject_kind = 'service' AND j.subject_id = i.service_id AND j.at >= \(since)
                        WHERE i.list_id = l.id) AS changed
                FROM directory_list AS l WHERE \(sql: Self.visible(reader)) ORDER BY l.name, l.id LIMIT \(ServiceList.mostLists)
                """)
        }
    }

    /// Nil for a list that is not there or not theirs to see.
    func list(_ id: String, for reader: ListReader, since: Instant) async throws -> (ServiceList, [ServiceListItem])? {
        guard let list = try await lists(of: reader, since: since).first(where: { $0.id == id }) else { return nil }
        let items = try await database.read { session in
            try session.rows(
                """
                SELECT i.service_id, s.record, o.name, i.note,
                    (SELECT MAX(j.at) FROM journal_entry AS j
                        WHERE j.subject_kind = 'service' AND j.subject_id = i.service_id AND j.at >= \(since)),
                    (SELECT MAX(j.at) FROM journal_entry AS j JOIN directory_service_at_location AS p
                        ON j.subject_kind = 'service_at_location' AND j.subject_id = p.id
                        WHERE p.service_id = i.service_id AND j.at >= \(since))
                FROM directory_list_item AS i JOIN directory_service AS s ON s.id = i.service_id
                JOIN directory_organization AS o ON o.id = s.organization_id
                WHERE i.list_id = \(id) ORDER BY i.added_at, i.service_id LIMIT \(ServiceList.most)
                """
            ).map { row in
                let changes: [Instant] = [try row[4] as Instant?, try row[5] as Instant?].compactMap(\.self)
                return ServiceListItem(
                    service: try? JSONDecoder().decode(Service.self, from: Data((try row[1] as String).utf8)), id: try row[0],
                    organization: try row[2], note: try row[3], changedAt: changes.max())
            }
        }
        return (list, items)
    }

    func make(_ id: String, _ name: String, by reader: ListReader, _ act: Act) async throws {
        try await database.write(act) { transaction in
            try transaction.execute(
                "INSERT INTO directory_list (id, name, author, made_at) VALUES (\(id), \(name), \(reader.account), \(transaction.now))")
            try transaction.journal(.created, "list", id)
        }
    }

    /// Shares a list of one's own with an organization one works in, or with nobody; false for any other.
    func share(_ id: String, with organization: String?, by reader: ListReader, _ act: Act) async throws -> Bool {
        guard organization.map(reader.organizations.contains) ?? true else { return false }
        return try await database.write(act) { transaction in
            let changed = try transaction.execute(
                "UPDATE directory_list SET organization_id = \(organization) WHERE id = \(id) AND author = \(reader.account)")
            if changed == 1 { try transaction.journal(.changed, "list", id, ["organization": organization]) }
            return changed == 1
        }
    }

    /// Adds a service or changes its note; false when the list is not theirs, is full, or there is no such service.
    func put(_ service: String, _ note: String, in id: String, by reader: ListReader, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            let added = try transaction.execute(
                """
                INSERT INTO directory_list_item (list_id, service_id, note, added_at)
                SELECT l.id, s.id, \(note), \(transaction.now) FROM directory_list AS l, directory_service AS s
                WHERE l.id = \(id) AND s.id = \(service) AND \(sql: Self.visible(reader))
                    AND (SELECT COUNT(*) FROM directory_list_item AS i WHERE i.list_id = l.id) < \(ServiceList.most)
                ON CONFLICT (list_id, service_id) DO UPDATE SET note = excluded.note
                """)
            // What is noted stays out of the journal, where nothing is erased.
            if added == 1 { try transaction.journal(.changed, "list", id, ["service": service]) }
            return added == 1
        }
    }

    func remove(_ service: String, from id: String, by reader: ListReader, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            let removed = try transaction.execute(
                """
                DELETE FROM directory_list_item WHERE list_id = \(id) AND service_id = \(service)
                    AND list_id IN (SELECT l.id FROM directory_list AS l WHERE \(sql: Self.visible(reader)))
                """)
            if removed == 1 { try transaction.journal(.changed, "list", id, ["removed": service]) }
            return removed == 1
        }
    }

    /// The author throws a list away with its notes; false for any other.
    func end(_ id: String, by reader: ListReader, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            let mine = try transaction.value(
                Int.self, "SELECT COUNT(*) FROM directory_list WHERE id = \(id) AND author = \(reader.account)")
            guard mine == 1 else { return false }
            try transaction.execute("DELETE FROM directory_list_item WHERE list_id = \(id)")
            try transaction.execute("DELETE FROM directory_list WHERE id = \(id)")
            try transaction.journal(.closed, "list", id)
            return true
        }
    }

    /// What professionals read of some services.
    func professional(_ services: [String]) async throws -> [String: (organization: String, details: ProfessionalDetails)] {
        try await database.read { session in
            let records: [Service] = try session.records(
                "SELECT record FROM directory_service WHERE id IN \(list: services) ORDER BY id", leaveOut: { _ in })
            return Dictionary(records.map { ($0.id, ($0.organizationID, $0.professional)) }) { first, _ in first }
        }
    }
}
