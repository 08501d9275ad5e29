import Core
import HTTPTypes
import Hummingbird
import Web

/// Takes what the public says: of a service, or of one that is missing.
struct FeedbackController: Sendable {
    let directory: DirectoryReader
    let services: ServiceController
    let store: FeedbackStore
    let forms: FeedbackForms
    let views: Views
    let newID: @Sendable () -> String

    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> HTML {
        let fields = try await request.formFields(context)
        let listings = try await services.listingsFollowingMerges(context)
        guard !listings.isEmpty else { throw HTTPError(.gone) }
        let id = listings[0].service.id
        var problems = forms.problems(fields)
        let verdict = problems.isEmpty ? forms.formGuard.verdict(on: fields, for: FeedbackForms.name, request, context) : .accepted
        // A program that fills every field is thanked and forgotten.
        if verdict != .robot { problems.add(verdict, to: "words") }
        guard problems.isEmpty else {
            let form = forms.form(about: id, fields: fields, problems: problems, context)
            return try await services.page(listings, form: form, request: request, context: context)
        }
        if verdict == .accepted {
            let isRight = fields["answer"] == "right"
            try await store.add(
                Feedback(
                    id: newID(), serviceID: id, kind: isRight ? .right : .wrong, subject: isRight ? nil : fields["subject"], areaCode: nil,
                    words: isRight ? "" : fields["words"], language: context.language, receivedAt: directory.now()))
        }
        return try await services.page(listings, form: forms.empty(about: id, isSent: true, context), request: request, context: context)
    }

    @Sendable func missing(_ request: Request, _ context: AppContext) async throws -> HTML {
        try page(FormFields(), problems: FormProblems(), isSent: false, context)
    }

    @Sendable func sendMissing(_ request: Request, _ context: AppContext) async throws -> HTML {
        let fields = try await request.formFields(context)
        let snapshot = try directory.snapshot()
        var problems = MissingPage.problems(fields, in: snapshot)
        let verdict = problems.isEmpty ? forms.formGuard.verdict(on: fields, for: MissingPage.formName, request, context) : .accepted
        // A program that fills every field is thanked and forgotten.
        if verdict != .robot { problems.add(verdict, to: "words") }
        guard problems.isEmpty else { return try page(fields, problems: problems, isSent: false, context) }
        if verdict == .accepted {
            try await store.add(
                Feedback(
                    id: newID(), serviceID: nil, kind: .missing, subject: fields["need"], areaCode: fields["area"],
                    words: fields["words"], language: context.language, receivedAt: directory.now()))
        }
        return try page(FormFields(), problems: FormProblems(), isSent: true, context)
    }

    private func page(_ fields: FormFields, problems: FormProblems, isSent: Bool, _ context: AppContext) throws -> HTML {
        let page = MissingPage(
            try directory.snapshot(), fields: fields, problems: problems, isSent: isSent,
            token: forms.formGuard.token(for: MissingPage.formName, in: context), context: context)
        return try views.html(page, context, status: problems.isEmpty ? .ok : .unprocessableContent, caching: .never)
    }
}
