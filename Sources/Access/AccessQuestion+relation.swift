extension AccessQuestion {
    /// The conjunct *relation*: what ties the place of the grant to the target, within the reach of the opening.
    func relation(of held: HeldOpening, to target: AccessTarget) -> Relation? {
        let place = held.grant.place
        switch held.opening.reach {
        case .city: return .city
        case .organization: return isOwnOrganization(place, target) ? .ownOrganization : nil
        case .team: return isOwnTeam(place, target) ? .ownTeam : nil
        case .linked: return target.isPlace ? ownPlace(place, target) : link(place, target)
        }
    }

    private func isOwnOrganization(_ place: Grant.Place, _ target: AccessTarget) -> Bool {
        place.organization != nil && place.organization == target.organization
    }

    private func isOwnTeam(_ place: Grant.Place, _ target: AccessTarget) -> Bool {
        place.team != nil && place.team == target.team && isOwnOrganization(place, target)
    }

    /// The whole compartment at a place: people are listed, counted and first written down by the team that follows them.
    private func ownPlace(_ place: Grant.Place, _ target: AccessTarget) -> Relation? {
        guard [.list, .count, .create].contains(permission.act) else { return nil }
        if isOwnTeam(place, target) { return .ownTeam }
        return place.level == .organization && isOwnOrganization(place, target) ? .ownOrganization : nil
    }

    /// One person: an open episode opens the whole compartment, an open referral the fields it shares, to be read.
    private func link(_ place: Grant.Place, _ target: AccessTarget) -> Relation? {
        let open = target.links.filter { $0.isOpen(at: now) && $0.ties(place) }
        if open.contains(where: { $0.kind == .episode }) { return .openEpisode }
        guard [.see, .list].contains(permission.act) else { return nil }
        let shared = open.reduce(into: Set<String>()) { $0.formUnion($1.sharedFields(of: permission.compartment)) }
        return shared.isEmpty ? nil : .sharedFields(shared)
    }
}

extension CaseLink {
    /// The shared fields that belong to the compartment: those that begin with its name and a point.
    func sharedFields(of compartment: Compartment) -> Set<String> {
        guard case .referral(let fields) = kind else { return [] }
        return fields.filter { $0.hasPrefix(compartment.rawValue + ".") }
    }
}
