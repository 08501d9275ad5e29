import Core
import Web

@testable import Directory

extension PageContractTests {
    /// The label's pages, each with everything it can say and with as little as it can.
    static func labelSamples(_ context: AppContext, _ snapshot: DirectorySnapshot) -> [any Page] {
        let reader = Reader(snapshot: snapshot, context: context)
        let service = InventedCity.listings[0].service
        let check = LabelRequest.Check(isMet: true, note: "Vu sur place", account: "a", at: monday)
        let step = LabelRequest.Step(kind: .asked, words: "Parole inventée", account: "a", at: monday)
        func request(_ state: LabelRequest.State) -> LabelRequest {
            LabelRequest(id: "r", service: service.id, state: state, steps: [step], checks: ["open": check])
        }
        var bare = service
        bare.label = nil
        var problems = FormProblems()
        for field in ["words", "until", "note-open"] { problems.add("form.required", to: field) }
        func page(_ service: Service, _ requests: [LabelRequest], _ problems: FormProblems, isCity: Bool) -> LabelPage {
            LabelPage(
                service, requests: requests, people: ["a": "Camille Inventée"],
                rights: .init(asks: !isCity, checks: isCity, decides: isCity, decidesAfterProof: isCity), fields: FormFields(),
                problems: problems,
                isSaved: problems.isEmpty, today: InventedCity.today, token: "t", reader: reader)
        }
        return [
            page(bare, [request(.waiting)], problems, isCity: true), page(bare, [], FormProblems(), isCity: false),
            page(service, [request(.granted)], problems, isCity: true), page(bare, [request(.refused)], problems, isCity: false),
            LabelsPage(waiting: [(request(.waiting), service)], granted: [(request(.granted), service)], reader: reader),
            LabelsPage(waiting: [], granted: [], reader: reader),
        ]
    }
}
