import Access
import Core

/// The moment at which every test asks.
let now = Instant(seconds: 1_800_000_000)

let ours = "11111111-0000-8000-8000-000000000001"
let other = "11111111-0000-8000-8000-000000000002"
let here = "22222222-0000-8000-8000-000000000001"
let sister = "22222222-0000-8000-8000-000000000002"
let elsewhere = "22222222-0000-8000-8000-000000000003"
let somebody = "33333333-0000-8000-8000-000000000001"
let me = "44444444-0000-8000-8000-000000000001"

/// What is asked for, in the order of the columns of `agreedReach`.
enum Situation: Int, CaseIterable {
    case recordOfNobody, recordOfOther, recordOfOurs, recordOfHere
    case noLink, episode, endedEpisode, futureEpisode, sisterEpisode, elsewhereEpisode, shared, unshared, sharedEnded
    case placeCity, placeOther, placeOurs, placeHere

    var isPlace: Bool { rawValue >= Situation.placeCity.rawValue }
    var isPerson: Bool { (Situation.noLink.rawValue...Situation.sharedEnded.rawValue).contains(rawValue) }

    func target(_ compartment: Compartment, bases: [Basis]) -> AccessTarget {
        func person(_ links: CaseLink...) -> AccessTarget { .person(somebody, links: links, bases: bases) }
        let field = "\(compartment.rawValue).field"
        return switch self {
        case .recordOfNobody: .record(of: nil)
        case .recordOfOther: .record(of: other, team: elsewhere)
        case .recordOfOurs: .record(of: ours)
        case .recordOfHere: .record(of: ours, team: here)
        case .noLink: person()
        case .episode: person(CaseLink(.episode, team: here, organization: ours, from: now))
        case .endedEpisode: person(CaseLink(.episode, team: here, organization: ours, from: now - 9, until: now))
        case .futureEpisode: person(CaseLink(.episode, team: here, organization: ours, from: now + 1))
        case .sisterEpisode: person(CaseLink(.episode, team: sister, organization: ours, from: now - 9, until: now + 1))
        case .elsewhereEpisode: person(CaseLink(.episode, team: elsewhere, organization: other, from: now - 9))
        case .shared: person(CaseLink(.referral(sharing: [field]), team: here, organization: ours, from: now - 9))
        case .unshared: person(CaseLink(.referral(sharing: ["another.\(field)"]), team: here, organization: ours, from: now - 9))
        case .sharedEnded: person(CaseLink(.referral(sharing: [field]), team: here, organization: ours, from: now - 9, until: now))
        case .placeCity: .place(.city, bases: bases)
        case .placeOther: .place(.organization(other), bases: bases)
        case .placeOurs: .place(.organization(ours), bases: bases)
        case .placeHere: .place(.team(here, organization: ours), bases: bases)
        }
    }
}

/// On what the data is used: the four bases, and every way in which one does not hold.
struct BasisCase {
    let name: String
    /// The kind that holds, for the agreed table; nothing when it does not.
    let holds: String?
    /// Only for a role held in an organization: a consent names its recipients.
    let needsOrganization: Bool
    let basis: @Sendable (Compartment) -> Basis?

    static let all: [BasisCase] =
        Basis.Kind.allCases.filter { $0 != .consent }.flatMap { kind in
            [
                BasisCase(name: kind.rawValue, holds: kind.rawValue, needsOrganization: false) { _ in .law(kind, for: ["care"]) },
                BasisCase(name: "\(kind.rawValue) for another purpose", holds: nil, needsOrganization: false) { _ in
                    .law(kind, for: ["plan"])
                },
            ]
        } + [
            BasisCase(name: "none", holds: nil, needsOrganization: false) { _ in nil },
            consent("consent", holds: true) { _ in },
            consent("consent that ends in a second", holds: true) { $0.expiresAt = now + 1 },
            consent("consent to be revoked in a second", holds: true) { $0.revokedAt = now + 1 },
            consent("consent of this second", holds: true) { $0.givenAt = now },
            consent("consent for another compartment") { $0.scope = Set(Compartment.allCases).subtracting($0.scope) },
            consent("consent for another recipient") { $0.recipients = [other, here] },
            consent("consent withheld from the organization") { $0.withheldFrom = [ours] },
            consent("consent withheld from the team", spares: .team) { $0.withheldFrom = [here] },
            consent("consent without a language") { $0.language = nil },
            consent("consent not given yet") { $0.givenAt = now + 1 },
            consent("consent that is over") { $0.expiresAt = now },
            consent("consent that was revoked") { $0.revokedAt = now },
            consent("consent for another purpose") { $0.purposes = ["plan"] },
        ]

    struct Draft {
        var scope: Set<Compartment>
        var recipients: Set<String> = [ours]
        var withheldFrom: Set<String> = [other, sister]
        var language: Language? = .english
        var givenAt = now - 60
        var expiresAt = now + 3_600
        var revokedAt: Instant?
        var purposes: Set<Purpose> = ["care", "shelter"]
    }

    /// Where the flaw does not matter: a role held in the organization is not the team from which a consent is withheld.
    var flawOnlyAt: Role.Level?

    private static func consent(
        _ name: String, holds: Bool = false, spares: Role.Level? = nil, _ change: @escaping @Sendable (inout Draft) -> Void
    ) -> BasisCase {
        var made = BasisCase(name: name, holds: holds || spares != nil ? "consent" : nil, needsOrganization: true) { compartment in
            var draft = Draft(scope: [compartment])
            change(&draft)
            return .consent(
                Consent(
                    scope: draft.scope, recipients: draft.recipients, withheldFrom: draft.withheldFrom, language: draft.language,
                    givenAt: draft.givenAt, expiresAt: draft.expiresAt, revokedAt: draft.revokedAt), for: draft.purposes)
        }
        made.flawOnlyAt = spares
        return made
    }

    /// The kind that holds for a role held at this level, by the words of the issue.
    func holds(at level: Role.Level) -> String? {
        if needsOrganization, level == .city { return nil }
        return flawOnlyAt == level ? nil : holds
    }
}
