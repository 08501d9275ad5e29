import Access
import Core
import Web

@testable import Directory

extension PageContractTests {
    /// Somebody who works in an organization.
    static func professional(_ context: AppContext) -> AppContext {
        var professional = context
        let grant = Grant(role: "member", at: .organization("o"), from: Instant(seconds: 0))
        professional.identify(
            Agent(account: "a", grants: [grant], roles: .standard, session: SessionFacts(secondFactorAt: monday)), at: monday)
        return professional
    }

    /// What professionals read, and their lists, each page with everything it can say and with as little as it can.
    static func listSamples(_ context: AppContext, _ snapshot: DirectorySnapshot) throws -> [any Page] {
        let professional = professional(context)
        let reader = Reader(snapshot: snapshot, context: professional)
        var service = InventedCity.listings[0].service
        service.professional.referralContact = "Personne inventée"
        service.professional.referralPhone = "01 99 00 00 09"
        service.professional.referralEmail = "orientation@exemple.example"
        service.professional.referralProcess = "Par courriel."
        service.professional.capacity = 12
        service.professional.note = "Remarque inventée"
        var query = FindQuery()
        query.limit = 1
        var found = try FindList(query, problems: [], at: monday, in: snapshot, context: professional)
        found.cards[0].professional = ProfessionalView(service.id, of: "o", service.professional, context: professional)
        let mine = ServiceList(id: "l", name: "Liste inventée", author: "a", organizationId: nil, items: 2, changed: 1)
        let shared = ServiceList(id: "m", name: "Autre", author: "a", organizationId: "o", items: 0, changed: 0)
        let theirs = ServiceList(id: "n", name: "Autre", author: "b", organizationId: "o", items: 0, changed: 0)
        let items = [
            ServiceListItem(service: service, id: service.id, organization: "Association", note: "Note", changedAt: monday),
            ServiceListItem(service: nil, id: "gone", organization: "Association", note: "", changedAt: nil),
        ]
        var problems = FormProblems()
        for field in ["name", "note"] { problems.add("form.required", to: field) }
        let who = ListReader(account: "a", organizations: ["o"])
        return [
            FindPage(found, context: professional),
            ServiceListsPage([mine, shared], adding: service, problems: problems, token: "t", reader: reader),
            ServiceListsPage([], adding: nil, problems: FormProblems(), token: "t", reader: reader),
            ServiceListPage(mine, items, of: who, token: "t", page: reader),
            ServiceListPage(shared, [], of: who, token: "t", page: reader),
            ServiceListPage(theirs, [], of: who, token: "t", page: reader),
        ]
    }
}
