import Core

/// What the context must bring before an act on a compartment, whatever the record.
package struct AccessDemand: Hashable, Sendable {
    /// Seconds since the second factor, at most; nothing when none is asked.
    package let secondFactorWithin: Int64?
    package let knownDevice: Bool
    package let countsVolume: Bool
    /// The act is written to the journal even when it changes nothing.
    package let journal: Bool

    /// Half a day's work.
    package static let session: Int64 = 12 * 3_600
    /// Before what cannot be taken back.
    package static let stepUp: Int64 = 15 * 60

    package init(_ permission: Permission) {
        let (act, compartment) = (permission.act, permission.compartment)
        let isGrave = [.export, .erase, .grant, .review, .publish].contains(act)
        switch compartment.closeness {
        case .open:
            secondFactorWithin = [.erase, .grant].contains(act) ? Self.stepUp : nil
            (knownDevice, countsVolume, journal) = (false, false, false)
        case .governed:
            secondFactorWithin = [.see, .list, .count].contains(act) ? Self.session : Self.stepUp
            (knownDevice, countsVolume, journal) = (false, false, [.journal, .emergencies].contains(compartment) && act != .count)
        case .personal:
            secondFactorWithin = isGrave ? Self.stepUp : Self.session
            knownDevice = act != .count
            countsVolume = [.see, .list, .export].contains(act)
            journal = act != .count
        }
    }

    func unmet(by session: SessionFacts, at now: Instant) -> [AccessReason] {
        var reasons: [AccessReason] = []
        if let secondFactorWithin, !session.hasSecondFactor(within: secondFactorWithin, at: now) { reasons.append(.secondFactorMissing) }
        if knownDevice, !session.isKnownDevice { reasons.append(.unknownDevice) }
        if countsVolume, session.volume.isSpent { reasons.append(.volumeSpent) }
        return reasons
    }
}

extension SessionFacts {
    /// A second factor of the future is none: a clock was wrong, or somebody lied.
    package func hasSecondFactor(within seconds: Int64, at now: Instant) -> Bool {
        secondFactorAt.map { $0 <= now && now - $0 <= seconds } ?? false
    }
}
