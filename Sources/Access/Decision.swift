/// The answer of the one decision function, with its reasons as values.
package enum Decision: Hashable, Sendable {
    case allowed(Allowance)
    /// Every conjunct that failed, for the journal and for tests; people are told `answer`, never these.
    case refused([AccessReason])

    package var isAllowed: Bool {
        if case .allowed = self { true } else { false }
    }

    /// All that may be told outside. It is the same for a restricted record and for one that does not exist.
    ///
    /// A step that is missing is refused before any record is looked at, and only where a role opens the act: it never stands beside
    /// another reason than `noRecord`.
    package var answer: OutsideAnswer {
        guard case .refused(let reasons) = self else { return .open }
        if reasons.contains(.signedOut) { return .signIn }
        if reasons.contains(.secondFactorMissing) { return .stepUp }
        if reasons.contains(.unknownDevice) { return .unknownDevice }
        if reasons.contains(.volumeSpent) { return .volumeSpent }
        return .absent
    }
}

/// What was allowed, why, and what goes with it.
package struct Allowance: Hashable, Sendable {
    /// One for each conjunct, in the order of the conjuncts.
    package let reasons: [AccessGround]
    package let fields: VisibleFields
    /// The reading itself is written to the journal, in the same transaction; it is refused when it cannot be written.
    package let needsJournal: Bool
    /// A second person looks at it afterwards.
    package let needsReview: Bool
}

/// Why something was allowed.
package enum AccessGround: Hashable, Sendable {
    case role(String, Grant.Place)
    case relation(Relation)
    case basis(Basis.Kind)
}

/// Why something was refused.
package enum AccessReason: Hashable, Sendable {
    case signedOut
    /// No role held now opens this act on this compartment.
    case noGrant
    case outsideTokenScope
    case wall(Wall)
    /// There is no such record.
    case noRecord
    case noRelation
    case noBasis
    case secondFactorMissing
    case unknownDevice
    case volumeSpent
}

/// What a refused or allowed agent is told.
package enum OutsideAnswer: Hashable, Sendable {
    case open
    case signIn
    /// Give the second factor again, then ask again.
    case stepUp
    case unknownDevice
    case volumeSpent
    /// As if there were nothing.
    case absent
}
