import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/closures`: dated closures of one place or of many at once.
struct ClosureController: Sendable {
    let work: WorkController

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        var fields = FormFields()
        fields["place"] = String(request.uri.queryParameters["place"] ?? "")
        return try await page(fields, FormProblems(), isSaved: request.uri.queryParameters["saved"] != nil, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let scope = try context.requireScope(of: .change(.directory))
        let fields = try await request.formFields(context)
        let form = ClosureForm(fields: fields, language: ServiceEditController.language)
        let today = try work.directory.snapshot().local(work.directory.now()).day
        var problems = form.problems(today: today)
        if problems.isEmpty { problems.add(work.formGuard.verdict(on: fields, for: ClosurePage.formName, request, context), to: "from") }
        guard problems.isEmpty, let closure = form.closure else {
            return try await page(fields, problems, isSaved: false, context, status: .unprocessableContent)
                .response(from: request, context: context)
        }
        let allowed = try await work.store.listings(in: scope, limit: ClosurePage.most)
        let places = Set(fields.all("place")).intersection(allowed.map(\.place.id))
        let undo = fields["act"] == "reopen"
        let act = Act(
            undo ? "directory.reopen" : "directory.close", by: .person(try context.requireAgent().account), for: "public-information",
            organization: Set(allowed.filter { places.contains($0.place.id) }.map(\.organization.id)).only)
        try await work.edits.database.write(act) { transaction in
            for id in places.sorted() {
                _ = try EditStore.change(ServiceAtLocation.self, id, in: transaction) { place in
                    if undo { place.reopen(from: closure.from, to: closure.to, today: today) } else { place.close(closure) }
                }
            }
        }
        return context.redirect(to: "work/closures?saved=1")
    }

    private func page(
        _ fields: FormFields, _ problems: FormProblems, isSaved: Bool, _ context: AppContext, status: HTTPResponse.Status = .ok
    ) async throws -> HTML {
        let scope = try context.requireScope(of: .change(.directory))
        let listings = try await work.store.listings(in: scope, limit: ClosurePage.most)
        let page = ClosurePage(
            listings, fields: fields, problems: problems, isSaved: isSaved,
            token: work.formGuard.token(for: ClosurePage.formName, in: context), now: work.directory.now(),
            reader: try work.reader(context))
        return try work.views.html(page, context, status: status, caching: .never)
    }
}

/// Which places close, from when to when, and why; and the closures to come.
struct ClosurePage: Page {
    static let template = "directory/work/closures"
    static let formName = "closures"
    static let most = 190

    let title: Text
    let back: String
    let action: String
    let token: String
    let summary: ErrorSummary?
    let isSaved: Bool
    let dates: [Field]
    let places: [Checkbox]
    let placeProblem: Text?
    let coming: [ComingView]
    let hasComing: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct ComingView {
        let place: String
        let placeID: String
        let days: String
        let from: String
        let to: String
        let reason: Text?
    }

    init(
        _ listings: [Listing], fields: FormFields, problems: FormProblems, isSaved: Bool, token: String, now: Instant, reader: Reader
    ) {
        let words = reader.context.catalogue
        let formats = reader.context.formats
        let today = reader.snapshot.local(now).day
        title = words("edit.closures_title")
        back = "/\(reader.context.language.tag)/work"
        action = "\(back)/closures"
        self.token = token
        summary = problems.summary(in: words)
        self.isSaved = isSaved
        func field(_ name: String, type: String = "text", longest: Int = 200) -> Field {
            let hint = "edit.closure_\(name)_hint"
            return Field(
                name, label: words("edit.closure_\(name)"), value: fields[name], type: type, longest: longest,
                hint: words.has(hint) ? words(hint) : nil, error: problems.text(of: name, in: words), isOptional: name != "from")
        }
        dates = [field("from", type: "date"), field("to", type: "date"), field("reason", longest: 300), field("hours")]
        let chosen = Set(fields.all("place"))
        func name(_ listing: Listing) -> String {
            let service = listing.service.name.reading(in: .french)?.text ?? listing.organization.name
            return [service, listing.location.name ?? listing.location.address?.street].compactMap(\.self).joined(separator: " — ")
        }
        places = listings.map {
            Checkbox("place", value: $0.place.id, text: Text(name($0), in: .french), isOn: chosen.contains($0.place.id))
        }
        placeProblem = problems.text(of: "place", in: words)
        coming = listings.flatMap { listing in
            listing.place.closures.filter { $0.to >= today }.map { closure in
                let from = formats.date(closure.from, today: today).plain
                return ComingView(
                    place: name(listing), placeID: listing.place.id,
                    days: closure.from == closure.to ? from : "\(from) – \(formats.date(closure.to, today: today).plain)",
                    from: closure.from.description, to: closure.to.description, reason: reader.text(closure.reason))
            }
        }
        hasComing = !coming.isEmpty
    }
}

extension Set {
    /// The element of a set of one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
