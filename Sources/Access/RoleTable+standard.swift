extension RoleTable {
    /// The table a new city starts with; the city changes its own copy, in the database.
    package static let standard = RoleTable(city + organizations + fieldwork + casework + [member])

    private static let city = [cityCoordinator, planCoordinator, translator, auditor, dataProtectionOfficer, platformAdministrator]
    private static let organizations = [organizationAdministrator, directoryEditor]
    private static let fieldwork = [outreachWorker, receptionAgent, shelterManager, placementOfficer, hostingCoordinator]
    private static let casework = [
        careStaff, minorityEvaluator, educator, languageAssessor, legalAdviser, employmentAdviser,
    ]

    private static let cityCoordinator = Role(
        id: "city-coordinator", levels: [.city],
        openings: [
            .init(.directory, .city, .reading + [.create, .change, .publish, .export, .erase, .review]),
            .init(.translation, .city, .reading + [.create, .change, .publish, .export, .review]),
            .init(.feedback, .city, .reading + [.create, .change, .export, .review]),
            .init(.label, .city, .reading + [.create, .change, .publish, .export, .grant, .review]),
            .init(.plan, .city, .reading),
            .init(.organizations, .city, .reading + [.create, .change, .review]),
            .init(.accounts, .city, .reading),
            .init(.roles, .city, [.see, .list, .grant]),
        ] + numbers)

    private static let planCoordinator = Role(
        id: "plan-coordinator", levels: [.city],
        openings: professional + [.init(.plan, .city, .reading + [.create, .change, .publish, .export, .review])] + numbers)

    private static let translator = Role(
        id: "translator", levels: [.city, .organization],
        openings: professional + [.init(.translation, .city, .reading + [.create, .change, .export, .review])])

    private static let auditor = Role(
        id: "auditor", levels: [.city],
        openings: [
            .init(.directory, .city, .reading),
            .init(.organizations, .city, .reading), .init(.accounts, .city, .reading), .init(.roles, .city, .reading),
            .init(.tokens, .city, .reading), .init(.emergencies, .city, .reading), .init(.keys, .city, [.list, .count]),
            .init(.journal, .city, .reading + [.export, .review]),
        ])

    /// Erases what a person asks to have erased, once an episode with the officer's team says so; reads no more than who asks.
    private static let dataProtectionOfficer = Role(
        id: "data-protection-officer", levels: [.city, .team],
        openings: [
            .init(.directory, .city, .reading),
            .init(.journal, .city, .reading), .init(.emergencies, .city, .reading + [.review]),
            .init(.identity, .linked, [.see, .list]),
        ] + Compartment.allCases.filter(\.isPersonal).map { .init($0, .linked, [.erase]) })

    private static let platformAdministrator = Role(
        id: "platform-administrator", trade: .technical, levels: [.city],
        openings: [
            .init(.directory, .city, .reading),
            .init(.organizations, .city, .reading + [.create, .change]),
            .init(.accounts, .city, .reading + [.create, .change, .erase]),
            .init(.roles, .city, .reading + [.create, .change, .grant]),
            .init(.tokens, .city, .reading + [.erase]),
            .init(.keys, .city, [.list, .count, .create, .change, .erase]),
            .init(.platform, .city, .reading + [.change, .export, .erase]),
        ])

    private static let organizationAdministrator = Role(
        id: "organization-administrator", levels: [.organization],
        openings: professional + [
            .init(.label, .organization, [.see, .list, .create]),
            .init(.organizations, .organization, .reading + [.create, .change]),
            .init(.accounts, .organization, .reading + [.create, .change, .erase]),
            .init(.roles, .organization, [.see, .list, .grant]),
            .init(.tokens, .organization, .reading + [.create, .erase]),
            .init(.emergencies, .organization, .reading + [.review]),
        ])

    private static let directoryEditor = Role(
        id: "directory-editor", levels: [.organization, .team],
        openings: professional + [
            .init(.directory, .organization, [.create, .change, .publish]),
            .init(.translation, .organization, .reading + [.create, .change]),
            .init(.feedback, .organization, .reading + [.change]),
            .init(.label, .organization, [.see, .list, .create]),
        ])

    private static let outreachWorker = Role(
        id: "outreach-worker", levels: [.team],
        openings: professional + emergency + [
            .init(.identity, .linked, .writing), .init(.social, .linked, .writing), .init(.safety, .linked, .noting),
            .init(.identity, .team, [.count]), .init(.social, .team, [.count]),
        ])

    private static let receptionAgent = Role(
        id: "reception-agent", levels: [.team],
        openings: professional + emergency + [
            .init(.identity, .linked, .writing), .init(.social, .linked, .writing), .init(.safety, .linked, .noting),
            .init(.identity, .team, [.count]), .init(.social, .team, [.count]),
        ])

    private static let shelterManager = Role(
        id: "shelter-manager", trade: .hosting, levels: [.team],
        openings: professional + emergency + [
            .init(.identity, .linked, .writing), .init(.social, .linked, [.see, .list]), .init(.hosting, .linked, .writing),
            .init(.safety, .linked, .noting), .init(.hosting, .organization, [.count]),
        ])

    private static let placementOfficer = Role(
        id: "placement-officer", trade: .hosting, levels: [.team],
        openings: professional + [
            .init(.identity, .linked, [.see, .list]), .init(.social, .linked, [.see, .list]), .init(.hosting, .linked, .writing),
            .init(.safety, .linked, [.see]), .init(.hosting, .city, [.count]),
        ])

    private static let hostingCoordinator = Role(
        id: "hosting-coordinator", trade: .hosting, levels: [.team],
        openings: professional + emergency + [
            .init(.identity, .linked, [.see, .list]), .init(.social, .linked, [.see, .list]), .init(.hosting, .linked, .writing),
            .init(.safety, .linked, .noting), .init(.hosting, .team, [.count]),
        ])

    private static let careStaff = Role(
        id: "care-staff", trade: .care, levels: [.team],
        openings: professional + emergency + [
            .init(.identity, .linked, .writing), .init(.social, .linked, [.see, .list]),
            .init(.health, .linked, .writing + [.export]), .init(.safety, .linked, .noting), .init(.health, .team, [.count]),
        ])

    private static let minorityEvaluator = Role(
        id: "minority-evaluator", trade: .evaluation, levels: [.team],
        openings: professional + [
            .init(.identity, .linked, .writing), .init(.minorityEvaluation, .linked, .writing + [.export]),
            .init(.safety, .linked, .noting), .init(.minorityEvaluation, .team, [.count]),
        ])

    private static let educator = Role(
        id: "educator", levels: [.team],
        openings: professional + emergency + [
            .init(.identity, .linked, .writing), .init(.social, .linked, .writing), .init(.education, .linked, .writing),
            .init(.legal, .linked, .writing), .init(.employment, .linked, [.see, .list]), .init(.safety, .linked, .noting),
            .init(.education, .team, [.count]),
        ])

    private static let languageAssessor = Role(
        id: "language-assessor", levels: [.team],
        openings: professional + [
            .init(.identity, .linked, [.see, .list, .create]), .init(.education, .linked, .writing), .init(.education, .team, [.count]),
        ])

    private static let legalAdviser = Role(
        id: "legal-adviser", levels: [.team],
        openings: professional + [
            .init(.identity, .linked, .writing), .init(.social, .linked, [.see, .list]), .init(.legal, .linked, .writing + [.export]),
            .init(.safety, .linked, .noting), .init(.legal, .team, [.count]),
        ])

    private static let employmentAdviser = Role(
        id: "employment-adviser", levels: [.team],
        openings: professional + [
            .init(.identity, .linked, [.see, .list]), .init(.education, .linked, [.see, .list]), .init(.employment, .linked, .writing),
            .init(.employment, .team, [.count]),
        ])

    /// Works in an organization and reads what every professional reads.
    private static let member = Role(id: "member", levels: [.organization, .team], openings: professional)

    /// What every professional sees: the directory with its professional fields, colleagues, the plan; and may report.
    private static let professional: [Role.Opening] = [
        .init(.directory, .city, .reading + [.export]), .init(.feedback, .city, [.create]), .init(.plan, .city, [.see, .list]),
        .init(.accounts, .team, [.see, .list]), .init(.organizations, .organization, [.see, .list]),
    ]

    /// May break the glass; a second person looks at it afterwards.
    private static let emergency: [Role.Opening] = [.init(.emergencies, .team, [.create])]

    /// Numbers of the whole city, without names.
    private static let numbers: [Role.Opening] = Compartment.allCases.filter(\.isPersonal).map { .init($0, .city, [.count]) }
}

extension Set<AccessAct> {
    fileprivate static let reading: Set<AccessAct> = [.see, .list, .count]
    fileprivate static let writing: Set<AccessAct> = [.see, .list, .create, .change]
    /// Writes down and reads again, without changing what others wrote.
    fileprivate static let noting: Set<AccessAct> = [.see, .list, .create]

    fileprivate static func + (a: Set<AccessAct>, b: Set<AccessAct>) -> Set<AccessAct> { a.union(b) }
}
