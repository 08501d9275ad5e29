import Access
import Core
import Testing

@Suite("What no standard role reaches, and a city's own table may")
struct DemandTests {
    private let agreed = AgreedTable.standard

    @Test("What each act on each compartment asks of the moment is what the table written by hand says")
    func everyDemand() {
        for compartment in Compartment.allCases {
            for (letter, act) in AgreedTable.letters {
                let words = agreed.demand(compartment, letter)
                let demand = AccessDemand(Permission(act, compartment))
                let within: Int64? = words.contains("q") ? 900 : words.contains("h") ? 43_200 : nil
                #expect(demand.secondFactorWithin == within, "\(act) \(compartment)")
                #expect(demand.knownDevice == words.contains("d"), "\(act) \(compartment)")
                #expect(demand.countsVolume == words.contains("v"), "\(act) \(compartment)")
                #expect(demand.journal == words.contains("j"), "\(act) \(compartment)")
            }
        }
    }

    @Test("Every reach, held at every level, lets through what the table written by hand says", arguments: AccessAct.allCases)
    func everyReach(act: AccessAct) {
        let letter = AgreedTable.letters.first { $0.1 == act }?.0 ?? "?"
        for (reach, sign) in zip([Role.Reach.city, .organization, .team, .linked], "*ot@") {
            for level in Role.Level.allCases {
                for situation in Situation.allCases {
                    // A wall lets nobody be read by rank, and nothing personal be published.
                    let compartment: Compartment = reach == .linked && act != .publish ? .social : .directory
                    let asked = decide(Permission(act, compartment), reach, level, situation)
                    let verdict = agreed.verdict(sign, heldAt: level.rawValue.first ?? "?", situation.rawValue)
                    let hasBasis = compartment == .directory || act == .count || situation.isPlace || situation.isPerson
                    #expect(asked == (agreed.lets(verdict, letter) && hasBasis), "\(act) \(reach) \(level) \(situation)")
                }
            }
        }
    }

    private func decide(_ permission: Permission, _ reach: Role.Reach, _ level: Role.Level, _ situation: Situation) -> Bool {
        let role = Role(
            id: "own", levels: Set(Role.Level.allCases), openings: [.init(permission.compartment, reach, [permission.act])])
        let place: Grant.Place =
            switch level {
            case .city: .city
            case .organization: .organization(ours)
            case .team: .team(here, organization: ours)
            }
        let agent = Agent(
            account: me, grants: [Grant(role: "own", at: place, from: now)], roles: RoleTable([role]),
            session: SessionFacts(secondFactorAt: now, isKnownDevice: true))
        let target = situation.target(permission.compartment, bases: [.law(.publicTask, for: ["care"])])
        return AccessRule.decide(permission, on: target, by: agent, for: "care", at: now).isAllowed
    }

    @Test("A role that would hit a wall by itself is told so before anybody holds it")
    func wallsOfOneRole() {
        func walls(_ trade: Role.Trade, _ openings: [Role.Opening]) -> [Wall] {
            Role(id: "own", trade: trade, levels: [.team], openings: openings).wallsHit.map(\.wall)
        }
        #expect(walls(.evaluation, [.init(.health, .linked, [.count])]) == [.healthFromEvaluation])
        #expect(walls(.care, [.init(.health, .linked, [.see]), .init(.minorityEvaluation, .linked, [.see])]) == [.healthFromEvaluation])
        #expect(
            walls(.general, [.init(.health, .linked, [.count]), .init(.minorityEvaluation, .linked, [.see, .count])]) == [
                .healthFromEvaluation
            ])
        #expect(walls(.technical, [.init(.identity, .linked, [.see])]) == [.technicalFromPersonal])
        #expect(walls(.general, [.init(.identity, .city, [.count]), .init(.platform, .city, [.change])]) == [.technicalFromPersonal])
        #expect(walls(.care, [.init(.health, .linked, [.see])]).isEmpty)
    }
}
