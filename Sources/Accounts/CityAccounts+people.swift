import Access
import Core
import Database

extension CityAccounts {
    /// The names of those who hold a role for translations, wherever they hold it, by account.
    package func translators() async throws -> [String: String] {
        try await signIn.accounts.people(holding: .change(.translation), at: signIn.now())
    }
}

extension AccountStore {
    func people(holding permission: Permission, at now: Instant) async throws -> [String: String] {
        try await database.read { session in
            let roles = try RoleStore.table(session).roles.filter { role in
                role.openings.contains { $0.compartment == permission.compartment && $0.acts.contains(permission.act) }
            }
            var people: [String: String] = [:]
            try session.each(
                """
                SELECT DISTINCT account.id, account.name FROM account JOIN account_grant ON account_grant.account_id = account.id
                WHERE account_grant.role IN \(list: roles.map(\.id)) AND account.closed_at IS NULL
                    AND from_at <= \(now) AND (until_at IS NULL OR until_at > \(now))
                ORDER BY account.id LIMIT 1000
                """
            ) { people[try $0[0]] = try $0[1] }
            return people
        }
    }
}
