import Core

/// The one function that decides who may do what: pages, lists, counts, search, exports, API and masked fields all ask it.
///
/// Default deny: it allows only what five conjuncts allow together, through one and the same grant.
/// 1. **grant**: a role held now, here, opens the act on the compartment;
/// 2. **relation**: the record is within the role's reach; a person, by an open episode or referral with the very team;
/// 3. **compartment**: no wall stands in the way;
/// 4. **basis**: for what is known of a person, the law or a valid consent covers this purpose now;
/// 5. **context**: second factor, device, volume, token.
///
/// A break-glass stands for 2 and 4 when a person is to be seen, and for nothing else.
package enum AccessRule {
    /// Decides.
    ///
    /// - Parameters:
    ///   - target: nothing when the record asked for does not exist. The decision's `answer` is then the same as for a restricted one:
    ///     whatever depends on the record adds no other answer than `absent`.
    ///   - agent: nothing when nobody is signed in.
    package static func decide(
        _ permission: Permission, on target: AccessTarget?, by agent: Agent?, for purpose: Purpose? = nil, at now: Instant
    ) -> Decision {
        guard let agent else { return .refused([.signedOut]) }
        let question = AccessQuestion(permission, on: target, by: agent, for: purpose, at: now)
        let before = question.refusalsBeforeAnyRecord
        guard before.isEmpty, let target else { return .refused(target == nil ? before + [.noRecord] : before) }
        let ways = question.openings.map { question.way($0, to: target) }
        let open = ways.filter(\.refusals.isEmpty)
        if !open.contains(where: { $0.fields == .all }), let broken = question.wayThroughBrokenGlass(to: target) {
            return .allowed(Allowance(reasons: broken.grounds, fields: .all, needsJournal: true, needsReview: true))
        }
        guard let first = open.first else { return .refused(ways.map(\.refusals).min { $0.count < $1.count } ?? [.noGrant]) }
        return .allowed(
            Allowance(
                reasons: first.grounds, fields: open.dropFirst().reduce(first.fields) { $0.union($1.fields) },
                needsJournal: AccessDemand(permission).journal, needsReview: false))
    }
}

/// One question to the rule, and the conjuncts as functions of it.
struct AccessQuestion {
    let permission: Permission
    let target: AccessTarget?
    let agent: Agent
    let purpose: Purpose?
    let now: Instant
    /// The roles held at this moment, each with its grant.
    private let held: [(grant: Grant, role: Role)]

    init(_ permission: Permission, on target: AccessTarget?, by agent: Agent, for purpose: Purpose?, at now: Instant) {
        self.permission = permission
        self.target = target
        self.agent = agent
        self.purpose = purpose
        self.now = now
        held = agent.heldRoles(at: now)
    }

    /// A line of the role table that names the act and the compartment, with the grant through which it is held.
    struct HeldOpening {
        let grant: Grant
        let role: Role
        let opening: Role.Opening
    }

    /// One way to the record, through one grant.
    struct Way {
        var grounds: [AccessGround] = []
        var refusals: [AccessReason] = []
        var fields = VisibleFields.all
    }

    /// What the role table opens to the agent now, before walls.
    var openings: [HeldOpening] {
        held.flatMap { grant, role in
            role.openings
                .filter { $0.compartment == permission.compartment && $0.acts.contains(permission.act) }
                .map { HeldOpening(grant: grant, role: role, opening: $0) }
        }
    }

    /// What is refused for any record: it depends on the agent, the permission and the moment alone.
    var refusalsBeforeAnyRecord: [AccessReason] {
        let openings = openings
        if openings.isEmpty { return [.noGrant] }
        if let token = agent.session.token, !token.covers(permission, at: now) { return [.outsideTokenScope] }
        let walls = openings.map(walls)
        if !walls.contains(where: \.isEmpty) {
            return (walls.min { $0.count < $1.count } ?? []).sorted { $0.rawValue < $1.rawValue }.map(AccessReason.wall)
        }
        return AccessDemand(permission).unmet(by: agent.session, at: now)
    }

    private func walls(before held: HeldOpening) -> Set<Wall> {
        Wall.standing(before: permission, in: held.role, reaching: held.opening.reach)
            .union(Wall.standing(before: permission, among: self.held.map(\.role)))
    }

    func way(_ held: HeldOpening, to target: AccessTarget) -> Way {
        var way = wayWithinWalls(held, to: target)
        relate(held, to: target, &way)
        base(held, on: target, &way)
        return way
    }

    /// When a glass is broken for this person: a way that no wall bars, without relation or basis.
    func wayThroughBrokenGlass(to target: AccessTarget) -> Way? {
        guard permission.act == .see, agent.session.emergencies.contains(where: { $0.opens(permission.compartment, of: target, at: now) })
        else { return nil }
        var way = openings.map { wayWithinWalls($0, to: target) }.first(where: \.refusals.isEmpty)
        way?.grounds += [.relation(.emergency), .basis(.vitalInterest)]
        return way
    }

    private func wayWithinWalls(_ held: HeldOpening, to target: AccessTarget) -> Way {
        var walls = walls(before: held)
        if Wall.standsAgainstOneself(permission, on: target, by: agent) { walls.insert(.oneself) }
        return Way(
            grounds: [.role(held.role.id, held.grant.place)],
            refusals: walls.sorted { $0.rawValue < $1.rawValue }.map(AccessReason.wall))
    }

    private func relate(_ held: HeldOpening, to target: AccessTarget, _ way: inout Way) {
        guard let relation = relation(of: held, to: target) else { return way.refusals.append(.noRelation) }
        way.grounds.append(.relation(relation))
        if case .sharedFields(let fields) = relation { way.fields = .only(fields) }
    }

    private func base(_ held: HeldOpening, on target: AccessTarget, _ way: inout Way) {
        guard needsBasis(on: target) else { return }
        let basis = target.bases.first { $0.covers(permission.compartment, for: purpose, at: held.grant.place, now: now) }
        guard let basis else { return way.refusals.append(.noBasis) }
        way.grounds.append(.basis(basis.kind))
    }

    /// Numbers have no names; the rows of a list are asked for one by one.
    func needsBasis(on target: AccessTarget) -> Bool {
        permission.compartment.isPersonal && permission.act != .count && !(permission.act == .list && target.isPlace)
    }
}
