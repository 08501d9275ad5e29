import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/places/{id}/hours`: the week of one place.
struct HoursEditController: Sendable {
    let work: WorkController

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let (listing, _) = try await listing(context)
        guard let opened = try await work.edits.open(ServiceAtLocation.self, listing.place.id) else { throw HTTPError(.notFound) }
        var draft = draft(listing, opened.position)
        draft.isSaved = request.uri.queryParameters["saved"] != nil
        draft.waiting = try await work.drafts.open(of: listing.place.id)
        return try page(draft, context)
    }

    /// A draft in its form: what was typed, and where others changed the same since, their words beside it.
    func show(_ waiting: RecordDraft, _ context: AppContext) async throws -> HTML {
        let typed = try waiting.typed(ServiceAtLocation.self)
        let compared = try await work.edits.database.read {
            try EditStore.clashes(ServiceAtLocation.self, waiting.record, openedAt: waiting.openedAt, in: $0) { $0 = typed }
        }
        guard let compared, let now = try await work.store.listing(place: waiting.record) else { throw HTTPError(.gone) }
        let listing = Listing(service: now.service, organization: now.organization, location: now.location, place: compared.opened.record)
        var draft = draft(listing, compared.opened.position)
        draft.clashes = compared.clashes
        draft.draftID = waiting.id
        if waiting.state == .waiting {
            draft.fields[PublishMoment.field] = PublishMoment.text(waiting.publishAt, in: try work.directory.snapshot())
        }
        return try page(draft, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let (listing, act) = try await listing(context)
        var form = HoursForm(fields: try await request.formFields(context))
        if form.fields["act"] == "copy" { form = HoursForm(fields: form.copyingMonday()) }
        let (hours, problems, _) = form.hours()
        var draft = HoursFormPage.Draft(
            listing: listing, position: Int64(form.fields["position"]) ?? 0, fields: form.fields, hours: hours, hasRows: !form.isText,
            problems: problems)
        draft.draftID = form.fields["draft"].unlessEmpty
        let isLater = form.fields["act"] == "later"
        let moment = PublishMoment(fields: form.fields, snapshot: try work.directory.snapshot(), now: work.directory.now()).moment
        if isLater, moment == nil { draft.problems.add("draft.when_wrong", to: PublishMoment.field) }
        if draft.problems.isEmpty {
            draft.problems.add(work.formGuard.verdict(on: form.fields, for: HoursFormPage.formName, request, context), to: "text")
        }
        guard draft.problems.isEmpty, form.fields["act"] == "save" || isLater else {
            return try page(draft, context, status: draft.problems.isEmpty ? .ok : .unprocessableContent)
                .response(from: request, context: context)
        }
        let text = hours?.description
        let edit: @Sendable (inout ServiceAtLocation) -> Void = { place in
            place.hours = text
            // What the source wrote in words has been typed; it would contradict from now on.
            place.hoursText = nil
        }
        if isLater, let moment {
            let plan = DraftStore.Plan(
                id: work.newID(), openedAt: draft.position, publishAt: moment, organization: listing.organization.id,
                replaces: draft.draftID)
            if try await work.drafts.keep(ServiceAtLocation.self, listing.place.id, plan, act, edit: edit) {
                return context.redirect(to: "work/drafts")
            }
            draft.problems.add("draft.nothing", to: PublishMoment.field)
            return try page(draft, context, status: .unprocessableContent).response(from: request, context: context)
        }
        let outcome = try await work.edits.change(
            ServiceAtLocation.self, listing.place.id, openedAt: draft.position, ending: draft.draftID, act, edit: edit)
        switch outcome {
        case nil: throw HTTPError(.notFound)
        case .saved, .unchanged:
            return context.redirect(to: "work/places/\(listing.place.id)/hours?saved=1")
        case .clash(let clashes, let theirs):
            draft.position = theirs.position
            draft.clashes = clashes
            return try page(draft, context, status: .unprocessableContent).response(from: request, context: context)
        }
    }

    private func listing(_ context: AppContext) async throws -> (Listing, Act) {
        let id = try context.parameters.require("id")
        let act = try work.author("directory.hours", organization: try await work.store.organization(ofPlace: id), context)
        guard let listing = try await work.store.listing(place: id) else { throw HTTPError(.notFound) }
        return (listing, act)
    }

    private func draft(_ listing: Listing, _ position: Int64) -> HoursFormPage.Draft {
        let hours = listing.place.hours.flatMap(OpeningHours.init(readable:))
        let week = hours.flatMap(EditableWeek.init)
        let hasRows = listing.place.hours == nil || week?.fitsRows == true
        var fields = week.map(HoursForm.fields) ?? FormFields()
        fields["text"] = listing.place.hours ?? ""
        return HoursFormPage.Draft(listing: listing, position: position, fields: fields, hours: hours, hasRows: hasRows)
    }

    private func page(_ draft: HoursFormPage.Draft, _ context: AppContext, status: HTTPResponse.Status = .ok) throws -> HTML {
        let page = HoursFormPage(
            draft, token: work.formGuard.token(for: HoursFormPage.formName, in: context), now: work.directory.now(),
            reader: try work.reader(context))
        return try work.views.html(page, context, status: status, caching: .never)
    }
}
