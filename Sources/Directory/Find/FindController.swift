import Access
import Core
import Hummingbird
import Search
import Web

/// `/{lang}/find`: from parameters to the list.
struct FindController: Sendable {
    let directory: DirectoryReader
    let lists: ServiceListStore
    let views: Views

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let snapshot = try directory.snapshot()
        let now = directory.now()
        let (read, misread) = FindQuery.read(request.parameters, zone: snapshot.zone, now: now)
        let (query, unknown) = read.known(in: snapshot)
        let problems = misread + unknown
        var list: FindList
        do {
            list = try FindList(query, problems: problems, at: now, in: snapshot, context: context)
        } catch {
            // A cursor of another search or of another time: the list starts again, and says so.
            let again = FindQuery.Problem(parameter: "cursor", reason: error.reason)
            list = try FindList(query.changed { _ in }, problems: problems + [again], at: now, in: snapshot, context: context)
        }
        try await addProfessional(to: &list, context)
        // A professional's list is kept nowhere; the public's is the same whoever asks.
        return try views.html(
            FindPage(list, context: context), context, status: list.problems.isEmpty ? .ok : .badRequest,
            caching: context.agent == nil ? .revalidated : .never)
    }

    private func addProfessional(to list: inout FindList, _ context: AppContext) async throws {
        guard context.agent != nil, context.may(.see(.directory), on: .place(.city)), !list.cards.isEmpty else { return }
        let details = try await lists.professional(list.cards.map(\.service))
        for (index, card) in list.cards.enumerated() {
            guard let (organization, details) = details[card.service] else { continue }
            list.cards[index].professional = ProfessionalView(card.service, of: organization, details, context: context)
        }
    }

    @Sendable func place(_ request: Request, _ context: AppContext) async throws -> HTML {
        let snapshot = try directory.snapshot()
        let (query, _) = FindQuery.read(request.parameters, zone: snapshot.zone, now: directory.now())
        let page = PlacePage(query: query, unknown: nil, snapshot: snapshot, context: context)
        return try views.html(page, context)
    }
}

extension Request {
    /// The parameters of the address in their order, repeated ones each time.
    var parameters: [(name: String, value: String)] {
        uri.queryParameters.map { (String($0.key), String($0.value)) }
    }
}
