/// What no role table and no agreement can open.
package enum Wall: String, CaseIterable, Hashable, Sendable {
    /// Whoever evaluates minority learns nothing of health, by any of their roles: what the nurse heard must not weigh in the decision
    /// (Code de l'action sociale et des familles, article R221-11, III: what is learnt of health during the time of respite may not serve the
    /// evaluation; Code pénal, article 226-13).
    case healthFromEvaluation = "health-from-evaluation"
    /// Whoever houses people learns nothing of health, by any of their roles: nobody is placed or refused for an illness (Code de la santé
    /// publique, article L1110-4, III: outside the care team only with consent; Code pénal, articles 225-1 and 225-2). Stricter than the
    /// Code de l'action sociale et des familles, article L345-2-10, which lets those who place people exchange what the decision needs.
    case healthFromHosting = "health-from-hosting"
    /// Only members of a care team read health (Code de la santé publique, articles L1110-4, III, and L1110-12;
    /// GDPR, article 9).
    case healthOutsideCare = "health-outside-care"
    /// Nothing known of one person is published; statistics are, and they are made elsewhere (GDPR, article 5(1)(f)).
    case personalPublished = "personal-published"
    /// Nobody reads a person by rank: only through an open episode or referral (GDPR, article 5(1)(b) and (c)).
    case personalWithoutLink = "personal-without-link"
    /// Whoever runs the machines or handles their keys has no access to what is known of people (GDPR, article 32).
    case technicalFromPersonal = "technical-from-personal"
    /// The journal is written by the system and pruned by its retention, by nobody else (GDPR, article 5(2)).
    case journalOnlyGrows = "journal-only-grows"
    /// Keys are counted and rotated, never shown or taken away (GDPR, article 32).
    case keysStayInside = "keys-stay-inside"
    /// Nobody grants a right to themselves or reviews what they did.
    case oneself

    /// The walls in the way of one act by one role, whatever else its holder does.
    static func standing(before permission: Permission, in role: Role, reaching reach: Role.Reach) -> Set<Wall> {
        var walls: Set<Wall> = []
        let (act, compartment) = (permission.act, permission.compartment)
        if compartment == .health {
            if role.evaluates { walls.insert(.healthFromEvaluation) }
            if role.hosts { walls.insert(.healthFromHosting) }
            if act.reveals, role.trade != .care { walls.insert(.healthOutsideCare) }
        }
        if compartment.isPersonal {
            if act == .publish { walls.insert(.personalPublished) }
            if act != .count, reach != .linked { walls.insert(.personalWithoutLink) }
            if role.isTechnical { walls.insert(.technicalFromPersonal) }
        }
        if compartment == .journal, ![.see, .list, .count, .export, .review].contains(act) { walls.insert(.journalOnlyGrows) }
        if compartment == .keys, [.see, .export, .publish].contains(act) { walls.insert(.keysStayInside) }
        return walls
    }

    /// The walls in the way of somebody because of another role they hold at the same time.
    static func standing(before permission: Permission, among held: [Role]) -> Set<Wall> {
        var walls: Set<Wall> = []
        if permission.compartment == .health {
            if held.contains(where: \.evaluates) { walls.insert(.healthFromEvaluation) }
            if held.contains(where: \.hosts) { walls.insert(.healthFromHosting) }
        }
        if permission.compartment.isPersonal, held.contains(where: \.isTechnical) { walls.insert(.technicalFromPersonal) }
        return walls
    }

    /// The agent grants to, or reviews, their own account.
    static func standsAgainstOneself(_ permission: Permission, on target: AccessTarget?, by agent: Agent) -> Bool {
        [.grant, .review].contains(permission.act) && target?.account == agent.account
    }
}

extension Role {
    /// Runs the machines: says so, or touches keys or the platform beyond counting them.
    package var isTechnical: Bool {
        trade == .technical
            || openings.contains { [.keys, .platform].contains($0.compartment) && $0.acts != [.count] && !$0.acts.isEmpty }
    }

    /// Every line of the role that a wall forbids, with the wall: what the interface refuses to save.
    package var wallsHit: [(permission: Permission, wall: Wall)] {
        openings.flatMap { opening in
            opening.acts.sorted(by: AccessAct.inOrder).flatMap { act in
                let permission = Permission(act, opening.compartment)
                return Wall.standing(before: permission, in: self, reaching: opening.reach)
                    .sorted { $0.rawValue < $1.rawValue }.map { (permission, $0) }
            }
        }
    }
}

extension AccessAct {
    /// The order in which people read them.
    package static func inOrder(_ a: AccessAct, _ b: AccessAct) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
