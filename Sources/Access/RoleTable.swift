/// Every role of the city, by identifier: kept in the database, changed by data.
package struct RoleTable: Hashable, Sendable {
    /// In the order in which people read them.
    package let roles: [Role]
    private let byID: [String: Role]

    /// Of two roles with the same identifier the first counts.
    package init(_ roles: [Role]) {
        self.roles = roles
        byID = Dictionary(roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(id: String) -> Role? { byID[id] }
}
