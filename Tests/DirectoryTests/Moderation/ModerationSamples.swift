import Core
import Web

@testable import Directory

extension PageContractTests {
    /// The pages of those who answer the public, each with everything it can say and with as little as it can.
    static func moderationSamples(_ context: AppContext, _ snapshot: DirectorySnapshot) throws -> [any Page] {
        let reader = Reader(snapshot: snapshot, context: context)
        let service = InventedCity.listings[0].service
        func item(_ kind: Feedback.Kind, _ answer: QueueItem.Answer?) -> QueueItem {
            let feedback = Feedback(
                id: "f", serviceID: kind == .missing ? nil : service.id, kind: kind, subject: kind == .missing ? "shower" : "hours",
                areaCode: kind == .missing ? "99001" : nil, words: "Parole inventée", language: .english, receivedAt: monday)
            return QueueItem(
                feedback: feedback, service: kind == .missing ? nil : service, organization: nil,
                reply: answer.map { .init(answer: $0, note: "Note inventée", at: monday) })
        }
        func queue(_ waiting: [QueueItem], _ answered: [QueueItem], isCity: Bool) -> QueuePage {
            QueuePage(waiting, hasMore: isCity, answered: answered, seesNeeds: isCity, token: "t", reader: reader)
        }
        var problems = FormProblems()
        problems.add("form.too_long", to: "note-f", count: QueueItem.longestNote)
        let typed = QueuePage.Typed(item: "f", note: "Trop long", problems: problems)
        var other = service
        other.name = LocalizedText("Douche d’ailleurs", in: .french)
        let pair = Duplicate(first: service, second: other, likeness: 80, reasons: "same name")
        let merge = ServiceMerge(id: "m", from: "a", to: "b", former: "{}", merged: "{}", held: [], places: [])
        func duplicate(_ problem: String?, _ listings: [Listing]) throws -> DuplicatePage {
            try DuplicatePage(pair, listings, problem: problem, token: "t", reader: reader)
        }
        var joining = FormProblems()
        joining.add("join.over", to: "reason-j")
        func request(_ state: JoinRequest.State) -> JoinRequest {
            JoinRequest(
                id: "j", name: "Les Inventés", website: "https://inventes.example/", words: "Des repas", language: .french,
                receivedAt: monday, contact: .init(name: "Camille", email: "c@exemple.example"), state: state, reason: "Hors de la ville")
        }
        return try [
            QueuePage([item(.wrong, nil)], hasMore: false, answered: [], seesNeeds: true, typed: typed, token: "t", reader: reader),
            DuplicatesPage([pair], merges: [(merge, service, other)], token: "t", reader: reader),
            DifferencesPage(
                [
                    SourceDifference(
                        key: .init(kind: .service, record: service.id, field: "email"), service: service, theirs: "a@exemple.example",
                        ours: "b@exemple.example", noticedAt: monday)
                ], token: "t", reader: reader),
            DifferencesPage([], token: "t", reader: reader),
            JoinPage(FormFields(), problems, isSent: true, token: "t", context: context),
            JoinListPage(
                [request(.waiting)], alike: ["j": [InventedCity.listings[0].organization]], answered: [request(.refused)],
                typed: ("j", "Trop long", joining), token: "t", reader: reader),
            JoinListPage([], alike: [:], answered: [], typed: nil, token: "t", reader: reader),
            DuplicatesPage([], merges: [], token: "t", reader: reader),
            duplicate("merge.choose", InventedCity.listings), duplicate(nil, []),
            queue([item(.wrong, .notOurs), item(.missing, nil)], [item(.wrong, .corrected)], isCity: true), queue([], [], isCity: false),
            NeedsPage([MissedNeed(need: "shower", area: "99001", count: 2)], area: "99001", reader: reader),
            NeedsPage([], area: nil, reader: reader),
        ]
    }
}
