import Core
import Testing
import Web

@testable import Database
@testable import Directory

extension PageContractTests {
    /// The editor's pages, each with everything it can say and with as little as it can.
    static func workSamples(_ context: AppContext, _ snapshot: DirectorySnapshot) throws -> [any Page] {
        let listings = InventedCity.listings
        let reader = Reader(snapshot: snapshot, context: context)
        let service = listings[0].service
        var problems = FormProblems()
        for field in ["name", "needs", "phones", "languages", "place", "from", "moa", "text"] { problems.add("form.required", to: field) }
        let clash = EditMerge.Clash(path: ["email"], theirs: "\"leur@exemple.example\"", mine: nil)
        func work(_ listings: [Listing], hasMore: Bool) -> WorkPage {
            WorkPage(listings, hasMore: hasMore, seesBoard: hasMore, returned: hasMore ? 2 : 0, token: "t", now: monday, reader: reader)
        }
        func form(_ draft: ServiceFormPage.Draft) -> ServiceFormPage {
            ServiceFormPage(draft, token: "t", language: .french, reader: reader)
        }
        var previewed = ServiceFormPage.Draft(service: service, position: 1)
        previewed.preview = PreviewView.all(of: service, words: [.french, .english], context: context)
        previewed.isSaved = true
        previewed.waiting = Self.drafts
        previewed.draftID = "another"
        func hours(_ listing: Listing, _ change: (inout HoursFormPage.Draft) -> Void = { _ in }) -> HoursFormPage {
            let week = listing.place.hours.flatMap(OpeningHours.init(readable:))
            var draft = HoursFormPage.Draft(listing: listing, position: 1, fields: FormFields(), hours: week, hasRows: true)
            draft.fields["tuunknown"] = "yes"
            change(&draft)
            return HoursFormPage(draft, token: "t", now: monday, reader: reader)
        }
        func closures(_ listings: [Listing], _ problems: FormProblems, isSaved: Bool) -> ClosurePage {
            ClosurePage(listings, fields: FormFields(), problems: problems, isSaved: isSaved, token: "t", now: monday, reader: reader)
        }
        return [
            work(listings + [InventedCity.paused], hasMore: true), work([], hasMore: false),
            form(.init(service: service, position: 1, problems: problems)), form(.init(service: service, position: 1, clashes: [clash])),
            form(previewed),
            hours(listings[0]) {
                $0.isSaved = true
                $0.waiting = Self.drafts
                $0.draftID = "another"
            }, hours(listings[0]) { $0.problems = problems },
            hours(listings[2]) {
                $0.hasRows = false
                $0.problems = problems
                $0.clashes = [clash]
            },
            closures(listings, FormProblems(), isSaved: true), closures([listings[1]], problems, isSaved: false),
            try history(of: service, entries, isConflict: true, reader), try history(of: service, [], isConflict: false, reader),
            DraftsPage(Self.drafts, names: ["a": Text("Douche", in: .french)], token: "t", reader: reader),
            DraftsPage([], names: [:], token: "t", reader: reader),
        ]
    }

    private static var drafts: [RecordDraft] {
        [("a", ImportPlan.Kind.service, RecordDraft.State.clashed), ("b", .serviceAtLocation, .waiting)].map { id, kind, state in
            RecordDraft(
                id: id, kind: kind, record: "r", openedAt: 1, text: "{}", publishAt: monday, author: "p", organization: "o", state: state)
        }
    }

    private static func history(
        of service: Service, _ entries: [JournalEntry], isConflict: Bool, _ reader: Reader
    ) throws -> HistoryPage {
        try HistoryPage(
            entries, of: service, people: [:], isConflict: isConflict, isUndone: !isConflict, token: "t", reader: reader)
    }

    private static var entries: [JournalEntry] {
        [
            JournalEntry(
                sequence: 2, at: monday, act: Act("directory.edit", by: .person("p"), for: "public-information"), change: .changed,
                subjectKind: "service", subjectID: "s", payload: #"{"fields":{"/name/fr/text":["\"Avant\"","\"Après\""]}}"#),
            JournalEntry(
                sequence: 1, at: monday, act: Act("directory.import", by: .system, for: "public-information"), change: .created,
                subjectKind: "service", subjectID: "s", payload: "{}"),
        ]
    }
}
