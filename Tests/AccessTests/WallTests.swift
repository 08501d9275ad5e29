import Access
import Core
import Testing

/// Which wall must stand, written by hand from the law that makes it.
///
/// Lines: wall | compartments | acts | what brings it. Letters of acts as in `agreedRights`. What brings it: `always`, `unlinked` (a reach
/// other than linked), `role:X` (the asking role's trade or openings), `any:X` (any role held at that moment). X: `evaluates`,
/// `hosts`, `technical`, `notcare`.
private let agreedWalls = """
    health-from-evaluation  | health    | slncmpxegr | any:evaluates
    health-from-hosting     | health    | slncmpxegr | any:hosts
    health-outside-care     | health    | slcmpxgr   | role:notcare
    personal-published      | PERSONAL  | p          | always
    personal-without-link   | PERSONAL  | slcmpxegr  | unlinked
    technical-from-personal | PERSONAL  | slncmpxegr | any:technical
    journal-only-grows      | journal   | cmpeg      | always
    keys-stay-inside        | keys      | spx        | always
    """

/// What a role can have besides the opening that is asked for, and what it then is.
private let extras: [(opening: Role.Opening?, makes: String?)] = [
    (nil, nil),
    (.init(.minorityEvaluation, .linked, [.see]), "evaluates"), (.init(.minorityEvaluation, .linked, [.export]), "evaluates"),
    (.init(.minorityEvaluation, .city, [.count]), nil), (.init(.minorityEvaluation, .linked, [.erase]), nil),
    (.init(.hosting, .linked, [.list]), "hosts"), (.init(.hosting, .linked, [.create]), "hosts"),
    (.init(.hosting, .city, [.count, .erase]), nil),
    (.init(.keys, .city, [.list]), "technical"), (.init(.keys, .city, [.count]), nil), (.init(.keys, .city, []), nil),
    (.init(.platform, .city, [.change]), "technical"), (.init(.directory, .city, [.see]), nil),
]

@Suite("Walls no role table opens")
struct WallTests {
    private struct Row {
        let wall: Wall, compartments: String, acts: String, brings: String
    }

    private let rows = agreedWalls.split(separator: "\n").compactMap { line -> Row? in
        let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
        return Wall(rawValue: cells[0]).map { Row(wall: $0, compartments: cells[1], acts: cells[2], brings: cells[3]) }
    }

    @Test("The hand-written walls are all walls but the one about oneself")
    func wallsAreTheSame() {
        #expect(Set(rows.map(\.wall)) == Set(Wall.allCases).subtracting([.oneself]))
    }

    @Test("Whatever a table opens, exactly the written walls stand", arguments: Role.Trade.allCases)
    func everyTable(trade: Role.Trade) {
        var differences: [String] = []
        for compartment in Compartment.allCases {
            for (letter, act) in AgreedTable.letters {
                for reach in Role.Reach.allCases {
                    for extra in extras.indices {
                        for isOtherRole in [false, true] {
                            let asked = Asked(
                                trade: trade, compartment: compartment, act: act, letter: letter, reach: reach, extra: extra,
                                isOtherRole: isOtherRole)
                            if !asked.isOpenedTwice, wallsFound(asked) != wallsExpected(asked) { differences.append("\(asked)") }
                        }
                    }
                }
            }
        }
        #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(3))")
    }

    private struct Asked {
        let trade: Role.Trade, compartment: Compartment, act: AccessAct, letter: Character, reach: Role.Reach
        let extra: Int, isOtherRole: Bool

        var opening: Role.Opening { .init(compartment, reach, [act]) }

        /// The extra opens the same act by another way, where other walls stand.
        var isOpenedTwice: Bool { extras[extra].opening.map { $0.compartment == compartment && $0.acts.contains(act) } ?? false }

        /// The asking role, and another one held at the same time.
        var roles: [Role] {
            let extra = extras[extra].opening.map { [$0] } ?? []
            return [
                Role(id: "asking", trade: trade, levels: [.team], openings: [opening] + (isOtherRole ? [] : extra)),
                Role(id: "other", levels: [.team], openings: isOtherRole ? extra : []),
            ]
        }
    }

    private func wallsFound(_ asked: Asked) -> Set<Wall> {
        let place = Grant.Place.team(here, organization: ours)
        let agent = Agent(
            account: me, grants: asked.roles.map { Grant(role: $0.id, at: place, from: now) }, roles: RoleTable(asked.roles),
            session: SessionFacts(secondFactorAt: now, isKnownDevice: true))
        let permission = Permission(asked.act, asked.compartment)
        guard case .refused(let reasons) = AccessRule.decide(permission, on: nil, by: agent, for: "care", at: now) else { return [] }
        if reasons != [.noRecord], !AccessRule.scope(of: permission, for: agent, at: now).isEmpty { return Set(Wall.allCases) }
        return Set(reasons.compactMap { if case .wall(let wall) = $0 { wall } else { nil } })
    }

    private func wallsExpected(_ asked: Asked) -> Set<Wall> {
        Set(rows.filter { stands($0, asked) }.map(\.wall))
    }

    private func stands(_ row: Row, _ asked: Asked) -> Bool {
        let isNamed =
            row.compartments == "PERSONAL"
            ? AgreedTable.standard.isPersonal(asked.compartment) : row.compartments == asked.compartment.rawValue
        guard isNamed, row.acts.contains(asked.letter) else { return false }
        switch row.brings {
        case "always": return true
        case "unlinked": return asked.reach != .linked
        case "role:notcare": return asked.trade != .care
        case "any:evaluates": return asked.trade == .evaluation || extras[asked.extra].makes == "evaluates"
        case "any:hosts": return asked.trade == .hosting || extras[asked.extra].makes == "hosts"
        case "any:technical": return asked.trade == .technical || extras[asked.extra].makes == "technical"
        default: return false
        }
    }

    @Test("A role saved with such an opening is told which walls it hits, in the order of the acts")
    func wallsHitAreTold() {
        let role = Role(
            id: "curious", trade: .hosting, levels: [.team],
            openings: [.init(.health, .linked, [.see, .count]), .init(.hosting, .linked, [.see])])
        #expect(role.wallsHit.map(\.wall) == [.healthFromHosting, .healthOutsideCare, .healthFromHosting])
        #expect(role.wallsHit.map(\.permission.act) == [.see, .see, .count])
    }

    @Test("Nobody grants to themselves or reviews what they did; they see it like anybody else's", arguments: AccessAct.allCases)
    func oneself(act: AccessAct) {
        let role = Role(id: "all", levels: [.city], openings: [.init(.roles, .city, Set(AccessAct.allCases))])
        let agent = Agent(
            account: me, grants: [Grant(role: "all", at: .city, from: now)], roles: RoleTable([role]),
            session: SessionFacts(secondFactorAt: now))
        let own = AccessRule.decide(Permission(act, .roles), on: .record(of: ours, account: me), by: agent, at: now)
        let anothers = AccessRule.decide(Permission(act, .roles), on: .record(of: ours, account: somebody), by: agent, at: now)
        #expect(anothers.isAllowed)
        #expect(own.isAllowed == ![.grant, .review].contains(act))
        if !own.isAllowed { #expect(own == .refused([.wall(.oneself)])) }
        #expect(own.isAllowed || own.answer == .absent)
    }
}
