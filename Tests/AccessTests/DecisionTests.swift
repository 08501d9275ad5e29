import Access
import Core
import Testing

@Suite("One decision")
struct DecisionTests {
    private let team = Grant.Place.team(here, organization: ours)
    private let vital = Basis.law(.vitalInterest, for: ["care"])
    private let well = SessionFacts(secondFactorAt: now, isKnownDevice: true)

    private func agent(_ grants: (String, Grant.Place)..., session: SessionFacts? = nil, roles: RoleTable = .standard) -> Agent {
        Agent(account: me, grants: grants.map { Grant(role: $0, at: $1, from: now) }, roles: roles, session: session ?? well)
    }

    private func person(_ links: CaseLink..., bases: [Basis]? = nil) -> AccessTarget {
        .person(somebody, links: links, bases: bases ?? [vital])
    }

    private func episode(_ team: String, _ organization: String) -> CaseLink {
        CaseLink(.episode, team: team, organization: organization, from: now)
    }

    @Test("Nobody is allowed anything without being signed in")
    func signedOut() {
        for target in [AccessTarget.place(.city), nil] {
            let decision = AccessRule.decide(.see(.directory), on: target, by: nil, at: now)
            #expect(decision == .refused([.signedOut]))
            #expect(decision.answer == .signIn)
        }
        #expect(AccessRule.scope(of: .see(.directory), for: nil, at: now).isEmpty)
    }

    @Test("A standard role never stands before a wall of its own making")
    func standardTableIsWithinTheWalls() {
        for role in RoleTable.standard.roles { #expect(role.wallsHit.isEmpty, "\(role.id): \(role.wallsHit)") }
    }

    @Test("What was allowed says why, conjunct by conjunct")
    func reasons() {
        let decision = AccessRule.decide(
            .see(.health), on: person(episode(here, ours)), by: agent(("care-staff", team)), for: "care", at: now)
        guard case .allowed(let allowance) = decision else {
            Issue.record("refused")
            return
        }
        #expect(allowance.reasons == [.role("care-staff", team), .relation(.openEpisode), .basis(.vitalInterest)])
        #expect(allowance.fields == .all && allowance.needsJournal && !allowance.needsReview)
        #expect(decision.answer == .open)
    }

    @Test("The role of one team and the relation of another do not add up")
    func conjunctsHoldThroughOneGrant() {
        let both = agent(("care-staff", team), ("reception-agent", .team(elsewhere, organization: other)))
        let followedElsewhere = person(episode(elsewhere, other))
        #expect(AccessRule.decide(.see(.health), on: followedElsewhere, by: both, for: "care", at: now) == .refused([.noRelation]))
        #expect(AccessRule.decide(.see(.identity), on: followedElsewhere, by: both, for: "care", at: now).isAllowed)
    }

    @Test("A team of the same name in another organization is another team")
    func teamsBelongToTheirOrganization() {
        let care = agent(("care-staff", team))
        #expect(!AccessRule.decide(.see(.health), on: person(episode(here, other)), by: care, for: "care", at: now).isAllowed)
        let place = AccessTarget.place(.team(here, organization: other), bases: [vital])
        #expect(!AccessRule.decide(.create(.health), on: place, by: care, for: "care", at: now).isAllowed)
    }

    @Test("Two referrals show the fields of both, an episode shows all")
    func fieldsAddUp() {
        let elsewhereTeam = Grant.Place.team(elsewhere, organization: other)
        let both = agent(("outreach-worker", team), ("reception-agent", elsewhereTeam))
        let a = CaseLink(.referral(sharing: ["identity.name", "social.needs"]), team: here, organization: ours, from: now)
        let b = CaseLink(.referral(sharing: ["identity.birth"]), team: elsewhere, organization: other, from: now)
        func fields(_ target: AccessTarget) -> VisibleFields? {
            guard case .allowed(let allowance) = AccessRule.decide(.see(.identity), on: target, by: both, for: "care", at: now) else {
                return nil
            }
            return allowance.fields
        }
        let shared = fields(person(a, b))
        #expect(shared == .only(["identity.name", "identity.birth"]))
        #expect(shared?.shows("identity.name") == true && shared?.shows("identity.phone") == false)
        #expect(fields(person(a, episode(elsewhere, other))) == .all)
        #expect(fields(person(episode(here, ours), b)) == .all)
        #expect(VisibleFields.all.shows("identity.phone"))
        let again = CaseLink(.referral(sharing: ["identity.languages"]), team: here, organization: ours, from: now)
        #expect(fields(person(a, again)) == .only(["identity.name", "identity.languages"]))
    }

    @Test("A break-glass is written down and reviewed only where it was needed")
    func emergencyIsTheException() {
        let glass = BreakGlass(person: somebody, compartments: [.health], reason: "found unconscious", openedAt: now - 60)
        let session = SessionFacts(secondFactorAt: now, isKnownDevice: true, emergencies: [glass])
        let care = agent(("care-staff", team), session: session)
        guard case .allowed(let broken) = AccessRule.decide(.see(.health), on: person(bases: []), by: care, at: now) else {
            Issue.record("refused")
            return
        }
        #expect(broken.needsReview && broken.needsJournal)
        #expect(broken.reasons == [.role("care-staff", team), .relation(.emergency), .basis(.vitalInterest)])
        guard case .allowed(let usual) = AccessRule.decide(.see(.health), on: person(episode(here, ours)), by: care, for: "care", at: now)
        else {
            Issue.record("refused")
            return
        }
        #expect(!usual.needsReview && usual.reasons.contains(.relation(.openEpisode)))
        #expect(!AccessRule.decide(.change(.health), on: person(bases: []), by: care, for: "care", at: now).isAllowed)
        #expect(!AccessRule.decide(.see(.health), on: .place(team), by: care, for: "care", at: now).isAllowed)
        let evaluator = agent(("minority-evaluator", team), ("care-staff", team), session: session)
        #expect(AccessRule.decide(.see(.health), on: person(bases: []), by: evaluator, at: now).answer == .absent)
    }

    @Test("The roles held later or before build no wall now")
    func wallsAreOfThisMoment() {
        let grants = [
            Grant(role: "care-staff", at: team, from: now), Grant(role: "minority-evaluator", at: team, from: now - 9, until: now),
            Grant(role: "shelter-manager", at: team, from: now + 1), Grant(role: "unknown", at: team, from: now),
        ]
        let agent = Agent(account: me, grants: grants, roles: .standard, session: well)
        #expect(AccessRule.decide(.see(.health), on: person(episode(here, ours)), by: agent, for: "care", at: now).isAllowed)
    }

    @Test("Of several ways that fail, the nearest is told to the journal")
    func nearestRefusal() {
        let two = agent(("outreach-worker", team), ("reception-agent", .team(elsewhere, organization: other)))
        let target = person(episode(elsewhere, other), bases: [])
        #expect(AccessRule.decide(.see(.social), on: target, by: two, for: "care", at: now) == .refused([.noBasis]))
        #expect(AccessRule.decide(.see(.social), on: person(bases: []), by: two, at: now) == .refused([.noRelation, .noBasis]))
    }

    @Test("What no role opens is refused for that, whether or not the record exists")
    func noGrant() {
        let member = agent(("member", team))
        #expect(AccessRule.decide(.see(.health), on: nil, by: member, at: now) == .refused([.noGrant, .noRecord]))
        #expect(AccessRule.decide(.see(.health), on: person(), by: member, at: now) == .refused([.noGrant]))
    }

    @Test("An act opened twice, once behind a wall, is open by the other way")
    func theOtherWay() {
        let role = Role(id: "both", levels: [.team], openings: [.init(.social, .city, [.see]), .init(.social, .linked, [.see])])
        let both = agent(("both", team), roles: RoleTable([role]))
        #expect(AccessRule.decide(.see(.social), on: person(episode(here, ours)), by: both, for: "care", at: now).isAllowed)
        #expect(AccessRule.decide(.see(.social), on: person(), by: both, for: "care", at: now) == .refused([.wall(.personalWithoutLink)]))
        let unproven = agent(("both", team), session: SessionFacts(), roles: RoleTable([role]))
        #expect(!AccessRule.decide(.see(.social), on: person(episode(here, ours)), by: unproven, for: "care", at: now).isAllowed)
    }

    @Test("Any of several bases is enough")
    func severalBases() {
        let bases = [Basis.law(.vitalInterest, for: ["plan"]), .law(.publicTask, for: ["care"]), vital]
        let decision = AccessRule.decide(
            .see(.health), on: person(episode(here, ours), bases: bases), by: agent(("care-staff", team)), for: "care", at: now)
        #expect(decision.isAllowed)
    }

    @Test(
        "Consent covers a role held in the whole organization, unless the organization is withheld; a law that says consent covers nothing")
    func consentReachesTheOrganization() {
        let role = Role(id: "own", trade: .care, levels: [.organization], openings: [.init(.health, .linked, [.see])])
        let carer = agent(("own", .organization(ours)), roles: RoleTable([role]))
        func isAllowed(_ basis: Basis) -> Bool {
            AccessRule.decide(.see(.health), on: person(episode(here, ours), bases: [basis]), by: carer, for: "care", at: now).isAllowed
        }
        func consent(withheldFrom: Set<String>) -> Basis {
            let consent = Consent(
                scope: [.health], recipients: [ours], withheldFrom: withheldFrom, language: .french, givenAt: now - 9, expiresAt: now + 9)
            return .consent(consent, for: ["care"])
        }
        #expect(isAllowed(consent(withheldFrom: [])) && isAllowed(consent(withheldFrom: [here, other])))
        #expect(!isAllowed(consent(withheldFrom: [ours])))
        #expect(!isAllowed(.law(.consent, for: ["care"])))
    }

    @Test("A permission is written and read the same; what is not one is not read")
    func permissionText() {
        for compartment in Compartment.allCases {
            for act in AccessAct.allCases { #expect(Permission("\(Permission(act, compartment))") == Permission(act, compartment)) }
        }
        for text in ["", "see", "see:", ":health", "see:health:x", "SEE:health", "see health", ":see:health", "see::health", "see:health:"]
        { #expect(Permission(text) == nil) }
        #expect(
            [
                Permission.see(.plan), .list(.plan), .count(.plan), .create(.plan), .change(.plan), .publish(.plan), .export(.plan),
                .erase(.plan), .grant(.plan), .review(.plan),
            ].map(\.act) == AccessAct.allCases)
    }
}
