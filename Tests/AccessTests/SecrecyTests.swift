import Access
import Core
import Testing

@Suite("What a refusal tells")
struct SecrecyTests {
    @Test("A restricted record answers like one that does not exist, in every moment", arguments: RoleTable.standard.roles.map(\.id))
    func restrictedIsAbsent(role: String) {
        var told: Set<OutsideAnswer> = []
        var leaks: [String] = []
        for moment in MomentCase.all {
            for permission in permissions {
                let agent = agent(role, moment.session(permission), from: moment.from, until: moment.until)
                let absent = AccessRule.decide(permission, on: nil, by: agent, for: moment.purpose, at: now)
                if absent.isAllowed { leaks.append("\(role) \(permission) of nothing") }
                told.insert(absent.answer)
                for situation in Situation.allCases {
                    let target = situation.target(permission.compartment, bases: [])
                    let found = AccessRule.decide(permission, on: target, by: agent, for: moment.purpose, at: now)
                    if !found.isAllowed, found.answer != absent.answer {
                        leaks.append("\(role) \(permission) \(situation) \(moment.name)")
                    }
                }
            }
        }
        #expect(leaks.isEmpty, "\(leaks.count): \(leaks.prefix(3))")
        #expect(told.contains(.absent) && !told.contains(.open) && !told.contains(.signIn))
    }

    @Test("The step that is missing is told, whatever the record")
    func missingStepIsTold() {
        func answer(_ session: SessionFacts, _ permission: Permission = .see(.health)) -> OutsideAnswer {
            AccessRule.decide(permission, on: nil, by: agent("care-staff", session), for: "care", at: now).answer
        }
        let spent = VolumeBudget(used: 200, allowed: 200)
        #expect(answer(SessionFacts()) == .stepUp)
        #expect(answer(SessionFacts(secondFactorAt: now)) == .unknownDevice)
        #expect(answer(SessionFacts(secondFactorAt: now, isKnownDevice: true, volume: spent)) == .volumeSpent)
        #expect(answer(SessionFacts(secondFactorAt: now, isKnownDevice: true)) == .absent)
        // What is never opened asks for no step.
        #expect(answer(SessionFacts(), .see(.hosting)) == .absent)
        #expect(answer(SessionFacts(token: TokenScope(permissions: [], until: now + 1))) == .absent)
        #expect(
            AccessRule.decide(.see(.health), on: nil, by: agent("care-staff", SessionFacts()), at: now)
                == .refused([.secondFactorMissing, .unknownDevice, .noRecord]))
    }

    @Test("The scope of a list holds exactly the records that the relation lets through", arguments: RoleTable.standard.roles.map(\.id))
    func scopeIsTheRelation(role: String) {
        var differences: [String] = []
        for level in Role.Level.allCases {
            let place: Grant.Place =
                switch level {
                case .city: .city
                case .organization: .organization(ours)
                case .team: .team(here, organization: ours)
                }
            let agent = Agent(
                account: me, grants: [Grant(role: role, at: place, from: now)], roles: .standard,
                session: SessionFacts(secondFactorAt: now, isKnownDevice: true))
            for permission in permissions where [.see, .list].contains(permission.act) {
                let scope = AccessRule.scope(of: permission, for: agent, at: now)
                for situation in Situation.allCases where !situation.isPlace {
                    let bases = Basis.Kind.allCases.filter { $0 != .consent }.map { Basis.law($0, for: ["care"]) }
                    let target = situation.target(permission.compartment, bases: bases)
                    let decision = AccessRule.decide(permission, on: target, by: agent, for: "care", at: now)
                    if decision.isAllowed != (scope.holds(target, permission) && hasBasis(situation, permission)) {
                        differences.append("\(role) \(level) \(permission) \(situation)")
                    }
                }
            }
        }
        #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(3))")
    }

    private func hasBasis(_ situation: Situation, _ permission: Permission) -> Bool {
        situation.isPerson || !permission.compartment.isPersonal
    }

    private var permissions: [Permission] {
        Compartment.allCases.flatMap { compartment in AccessAct.allCases.map { Permission($0, compartment) } }
    }

    private func agent(_ role: String, _ session: SessionFacts, from: Instant = now, until: Instant? = nil) -> Agent {
        let levels = RoleTable.standard[role]?.levels ?? []
        let place: Grant.Place =
            levels.contains(.team) ? .team(here, organization: ours) : levels.contains(.organization) ? .organization(ours) : .city
        return Agent(account: me, grants: [Grant(role: role, at: place, from: from, until: until)], roles: .standard, session: session)
    }
}

extension AccessScope {
    /// What the SQL of a list does with the scope.
    fileprivate func holds(_ target: AccessTarget, _ permission: Permission) -> Bool {
        if wholeCity || organizations.contains(target.organization ?? "") || teams.contains(target.team ?? "") { return true }
        return target.links.contains { link in
            let isOpen = link.from <= now && link.until.map { now < $0 } ?? true
            let isTied = linkedTeams.contains(link.team) || linkedOrganizations.contains(link.organization)
            let isShared =
                if case .referral(let fields) = link.kind {
                    fields.contains { $0.hasPrefix(permission.compartment.rawValue + ".") }
                } else { true }
            return isOpen && isTied && isShared
        }
    }
}
