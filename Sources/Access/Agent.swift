import Core

/// Who is signed in: a person who works in an organization, or a program that holds one of that person's tokens.
package struct Agent: Hashable, Sendable {
    /// Identifier of the account.
    package let account: String
    package let grants: [Grant]
    /// The table as it is now; the grants name its roles.
    package let roles: RoleTable
    package let session: SessionFacts

    package init(account: String, grants: [Grant], roles: RoleTable, session: SessionFacts) {
        self.account = account
        self.grants = grants
        self.roles = roles
        self.session = session
    }

    /// The roles held at this moment where they can be held, each with its grant.
    func heldRoles(at now: Instant) -> [(grant: Grant, role: Role)] {
        grants.compactMap { grant in
            guard grant.isActive(at: now), let role = roles[grant.role], role.levels.contains(grant.place.level) else { return nil }
            return (grant, role)
        }
    }
}

/// What the decision needs to know of a session.
package struct SessionFacts: Hashable, Sendable {
    /// When the second factor was last given in this session.
    package let secondFactorAt: Instant?
    /// The agent has signed in from this device before and confirmed it.
    package let isKnownDevice: Bool
    package let volume: VolumeBudget
    /// Present when a program asks with a token.
    package let token: TokenScope?
    /// The agent's own break-glass requests; those that are over open nothing.
    package let emergencies: [BreakGlass]

    package init(
        secondFactorAt: Instant? = nil, isKnownDevice: Bool = false, volume: VolumeBudget = .standard, token: TokenScope? = nil,
        emergencies: [BreakGlass] = []
    ) {
        self.secondFactorAt = secondFactorAt
        self.isKnownDevice = isKnownDevice
        self.volume = volume
        self.token = token
        self.emergencies = emergencies
    }
}

/// How many records of people an agent has read today, and how many a day's work needs.
package struct VolumeBudget: Hashable, Sendable {
    package let used: Int
    package let allowed: Int

    package init(used: Int, allowed: Int) {
        self.used = used
        self.allowed = allowed
    }

    /// Two hundred people a day, until a city says otherwise.
    package static let standard = VolumeBudget(used: 0, allowed: 200)

    package var isSpent: Bool { used >= allowed }
}

/// What an API token opens at most, and until when; the account's own rights bound it too.
package struct TokenScope: Hashable, Sendable {
    package let permissions: Set<Permission>
    package let until: Instant

    package init(permissions: Set<Permission>, until: Instant) {
        self.permissions = permissions
        self.until = until
    }

    func covers(_ permission: Permission, at now: Instant) -> Bool {
        now < until && permissions.contains(permission)
    }
}
