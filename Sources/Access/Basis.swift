import Core

/// What data about a person is used for, as `shelter` or `care`: a basis covers named purposes and no other.
package struct Purpose: Hashable, Codable, Sendable, ExpressibleByStringLiteral {
    package let name: String

    package init(_ name: String) { self.name = name }
    package init(stringLiteral name: String) { self.name = name }
}

/// Why the law lets data about a person be used (GDPR, article 6; article 9 for health).
package struct Basis: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// Article 6(1)(e).
        case publicTask = "public-task"
        /// Article 6(1)(c).
        case legalObligation = "legal-obligation"
        /// Articles 6(1)(d) and 9(2)(c).
        case vitalInterest = "vital-interest"
        /// Articles 6(1)(a) and 9(2)(a).
        case consent
    }

    package let kind: Kind
    package let purposes: Set<Purpose>
    /// Present for consent and only for it.
    package let consent: Consent?

    /// A basis the law gives without asking the person.
    package static func law(_ kind: Kind, for purposes: Set<Purpose>) -> Basis {
        Basis(kind: kind, purposes: purposes, consent: nil)
    }

    /// What the person agreed to.
    package static func consent(_ consent: Consent, for purposes: Set<Purpose>) -> Basis {
        Basis(kind: .consent, purposes: purposes, consent: consent)
    }
}

/// What a person agreed to share: with whom, how far, until when, explained in which language.
package struct Consent: Hashable, Sendable {
    package let scope: Set<Compartment>
    /// Organizations, by identifier.
    package let recipients: Set<String>
    /// Organizations or teams the person does not want to know, by identifier; stronger than the recipients.
    package let withheldFrom: Set<String>
    /// In which it was explained; a consent that does not say so covers nothing.
    package let language: Language?
    package let givenAt: Instant
    /// The first moment at which it is over.
    package let expiresAt: Instant
    package let revokedAt: Instant?

    package init(
        scope: Set<Compartment>, recipients: Set<String>, withheldFrom: Set<String> = [], language: Language?, givenAt: Instant,
        expiresAt: Instant, revokedAt: Instant? = nil
    ) {
        self.scope = scope
        self.recipients = recipients
        self.withheldFrom = withheldFrom
        self.language = language
        self.givenAt = givenAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    func covers(_ compartment: Compartment, for place: Grant.Place, at now: Instant) -> Bool {
        guard let organization = place.organization, language != nil else { return false }
        return scope.contains(compartment) && recipients.contains(organization) && !withholds(from: place)
            && givenAt <= now && now < expiresAt && revokedAt.map { now < $0 } ?? true
    }

    private func withholds(from place: Grant.Place) -> Bool {
        [place.organization, place.team].contains { $0.map(withheldFrom.contains) ?? false }
    }
}

extension Compartment {
    /// The bases on which a compartment may be used at all; nothing for what is about nobody.
    ///
    /// Health is a special category: a public task is not enough (GDPR, article 9). Minority is evaluated because the law says so; a
    /// minor alone in front of the service that decides cannot freely consent (GDPR, recital 43).
    package var bases: Set<Basis.Kind> {
        switch self {
        case .identity: [.publicTask, .legalObligation, .vitalInterest, .consent]
        case .social, .hosting: [.publicTask, .vitalInterest, .consent]
        case .health, .safety: [.legalObligation, .vitalInterest, .consent]
        case .minorityEvaluation: [.publicTask, .legalObligation]
        case .legal: [.legalObligation, .consent]
        case .education, .employment: [.publicTask, .consent]
        case .directory, .translation, .feedback, .label, .plan, .organizations, .accounts, .roles, .tokens, .emergencies, .journal,
            .keys, .platform:
            []
        }
    }
}

extension Basis {
    func covers(_ compartment: Compartment, for purpose: Purpose?, at place: Grant.Place, now: Instant) -> Bool {
        guard let purpose, purposes.contains(purpose), compartment.bases.contains(kind) else { return false }
        if kind == .consent { return consent?.covers(compartment, for: place, at: now) ?? false }
        return true
    }
}
