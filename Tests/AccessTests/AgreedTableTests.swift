import Access
import Core
import Testing

@Suite("The rule against the table written by hand")
struct AgreedTableTests {
    static let roles = RoleTable.standard.roles.map(\.id)
    private let agreed = AgreedTable.standard

    @Test("The hand-written table knows every role, and no other; each is held where it says")
    func rolesAreTheSame() {
        #expect(Set(Self.roles) == Set(agreed.heldAt.keys))
        for role in RoleTable.standard.roles {
            #expect(role.levels == Set(role.levels.filter { agreed.heldAt[role.id]?.contains(letter($0)) ?? false }), "\(role.id)")
            #expect(role.levels.count == agreed.heldAt[role.id]?.count)
        }
    }

    @Test("Every act on every compartment, in every relation, on every basis, in every context", arguments: roles)
    func everyCase(role: String) {
        var differences = Differences()
        for level in Role.Level.allCases {
            for (letter, act) in AgreedTable.letters {
                for compartment in Compartment.allCases {
                    compare(Case(role: role, level: level, act: act, letter: letter, compartment: compartment), &differences)
                }
            }
        }
        #expect(differences.count == 0, "\(differences)")
        #expect(differences.compared > 15_000)
        print("\(role): \(differences.compared) cases compared")
    }

    struct Case {
        let role: String, level: Role.Level, act: AccessAct, letter: Character, compartment: Compartment
    }

    /// Where the role opens the act, by hand or in the code, every situation is tried with every basis on a good day and with every third basis in every other
    /// moment; elsewhere every situation, basis and moment comes up, spread over the others.
    private func compare(_ asked: Case, _ differences: inout Differences) {
        let isOpen = !agreed.reaches(asked.role, asked.compartment, asked.letter).isEmpty || isOpenInTheCode(asked)
        let isHeld = agreed.heldAt[asked.role]?.contains(letter(asked.level)) ?? false
        let step = agreed.isPersonal(asked.compartment) ? 3 : 9
        for (m, moment) in MomentCase.all.enumerated() {
            let agent = agent(asked, moment)
            for (b, basis) in BasisCase.all.enumerated() {
                for situation in Situation.allCases {
                    let isTried = isOpen && isHeld && (m == 0 || (m + b) % step == 0) || (m + 3 * b + 7 * situation.rawValue) % 311 == 0
                    guard isTried else { continue }
                    let decision = decide(asked, by: agent, situation, basis, moment)
                    let expected = expects(asked, situation, basis, moment)
                    differences.add(decision, expected, "\(asked) \(situation), \(basis.name), \(moment.name)")
                }
            }
        }
    }

    /// The code's table says only which cases deserve a look: what it opens and the hand did not would come up too rarely by chance.
    private func isOpenInTheCode(_ asked: Case) -> Bool {
        RoleTable.standard.roles.contains { role in
            role.id == asked.role && role.openings.contains { $0.compartment == asked.compartment && $0.acts.contains(asked.act) }
        }
    }

    private func place(_ level: Role.Level) -> Grant.Place {
        switch level {
        case .city: .city
        case .organization: .organization(ours)
        case .team: .team(here, organization: ours)
        }
    }

    private func letter(_ level: Role.Level) -> Character { level.rawValue.first ?? "?" }

    private func agent(_ asked: Case, _ moment: MomentCase) -> Agent {
        let grant = Grant(role: asked.role, at: place(asked.level), from: moment.from, until: moment.until)
        let session = moment.session(Permission(asked.act, asked.compartment))
        return Agent(account: me, grants: [grant], roles: .standard, session: session)
    }

    private func decide(_ asked: Case, by agent: Agent, _ situation: Situation, _ basis: BasisCase, _ moment: MomentCase) -> Decision {
        let target = situation.target(asked.compartment, bases: basis.basis(asked.compartment).map { [$0] } ?? [])
        return AccessRule.decide(Permission(asked.act, asked.compartment), on: target, by: agent, for: moment.purpose, at: now)
    }

    /// The five conjuncts, each looked up in the hand-written tables.
    private func expects(_ asked: Case, _ situation: Situation, _ basis: BasisCase, _ moment: MomentCase) -> Expected? {
        let reaches = agreed.reaches(asked.role, asked.compartment, asked.letter)
        let isHeld = moment.areGrantsActive && agreed.heldAt[asked.role]?.contains(letter(asked.level)) ?? false
        let demand = agreed.demand(asked.compartment, asked.letter)
        guard isHeld, !reaches.isEmpty, moment.isTokenCovering, demand.allSatisfy({ "-j".contains($0) || moment.meets.contains($0) })
        else { return nil }
        let verdicts = reaches.map { agreed.verdict($0, heldAt: letter(asked.level), situation.rawValue) }
        let isRelated = verdicts.contains { agreed.lets($0, asked.letter) } && holds(basis, asked, situation, moment)
        let isShared = !verdicts.contains("y") && verdicts.contains("r")
        // The glass is broken for nothing where the whole record is open anyway.
        let isEmergency = moment.isEmergency && situation.isPerson && asked.act == .see && (!isRelated || isShared)
        if isEmergency { return Expected(fields: .all, needsJournal: true, needsReview: true) }
        guard isRelated else { return nil }
        return Expected(
            fields: isShared ? .only(["\(asked.compartment.rawValue).field"]) : .all, needsJournal: demand.contains("j"), needsReview: false
        )
    }

    private func holds(_ basis: BasisCase, _ asked: Case, _ situation: Situation, _ moment: MomentCase) -> Bool {
        guard agreed.isPersonal(asked.compartment), asked.letter != "n", !(asked.letter == "l" && situation.isPlace) else { return true }
        guard moment.purpose != nil, let kind = basis.holds(at: asked.level) else { return false }
        // A record of nobody carries no basis.
        return (situation.isPlace || situation.isPerson) && agreed.allows(asked.compartment, basis: kind)
    }
}

/// What the tables expect of an allowed answer.
struct Expected: Equatable {
    let fields: VisibleFields, needsJournal: Bool, needsReview: Bool
}

/// The cases in which rule and table disagree: how many, and the first ones in words.
struct Differences: CustomStringConvertible {
    private(set) var compared = 0
    private(set) var count = 0
    private var first: [String] = []

    mutating func add(_ decision: Decision, _ expected: Expected?, _ name: @autoclosure () -> String) {
        compared += 1
        let found: Expected? =
            if case .allowed(let allowance) = decision {
                Expected(fields: allowance.fields, needsJournal: allowance.needsJournal, needsReview: allowance.needsReview)
            } else { nil }
        if found == expected { return }
        count += 1
        if first.count < 3 { first.append("\(name()): \(decision), expected \(expected.map { "\($0)" } ?? "refused")") }
    }

    var description: String { "\(count) of \(compared) differ: " + first.joined(separator: " ¶ ") }
}
