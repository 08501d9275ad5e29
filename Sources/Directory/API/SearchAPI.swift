import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Search
import Web

/// `GET /api/v1/search`: the same question as `/{lang}/find`, answered in JSON.
struct SearchAPI: Sendable {
    let directory: DirectoryReader

    static let routes = [
        APIRoute(
            method: "get", path: "/api/v1/search",
            summary: "Services at locations, soonest open and nearest first", parameters: parameters,
            answer: "One page of results, how many have each value of each filter, and the cursor of the next page",
            schema: .named("SearchAnswer"), isTagged: true, refusals: [400, 503])
    ]

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let snapshot = try directory.snapshot()
        let now = directory.now().inItsMinute
        let minute = now.seconds / 60
        let question = request.method == .get ? request.uri.query : nil
        if let question, let answer = snapshot.finished?.answer(to: question, in: minute) {
            guard let tag = answer.headers[.eTag], request.headers.accepts(tag) else { return answer.response }
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        let (read, misread) = FindQuery.read(request.parameters, zone: snapshot.zone, now: now)
        let (query, unknown) = read.known(in: snapshot)
        if let problem = (misread + unknown).first {
            throw Problem(.badRequest, detail: "\(problem.parameter) \(problem.reason).", members: ["parameter": .text(problem.parameter)])
        }
        let (start, unknownPlace) = StartingPoint.of(query, in: snapshot, context: context)
        if let unknownPlace {
            throw Problem(
                .badRequest, detail: "place “\(unknownPlace)” is not known in this territory; give near=latitude,longitude or an area.",
                members: ["parameter": .text("place")])
        }
        let moment = query.at ?? now
        // The answer follows from the address, the position in the journal and the minute.
        let tag = "W/\"\(snapshot.position)-\(moment.seconds / 60)\""
        if request.headers.accepts(tag) { return Response(status: .notModified, headers: [.eTag: tag]) }
        let result: SearchResult
        do {
            result = try snapshot.index.search(
                query.searchQuery(from: start?.coordinate, at: moment, limit: query.limit, facets: true, in: snapshot))
        } catch {
            throw Problem(.badRequest, detail: error.description, members: ["parameter": .text("cursor")])
        }
        let answer = SearchAnswer(result, at: moment).finished(isNow: query.at == nil, tag: tag)
        if let question { snapshot.finished?.keep(answer, to: question, in: minute) }
        return answer.response
    }

    static let parameters: [APIParameter] = [
        APIParameter("q", text, "Words, in any of the languages, typing errors forgiven", example: "douche"),
        APIParameter("near", text, "Position as latitude,longitude in degrees (WGS 84)", example: "48.8975,2.3597"),
        APIParameter("place", text, "A place of the territory by its name or postal code", example: "75018"),
        APIParameter("area", several, "Only in this area, or in one of these: INSEE or postal code", example: "75118"),
        APIParameter("at", text, "Another moment than now, at most a year away: with an offset, or on the city's clock"),
        APIParameter("open", flag, "Only what is open at that moment"),
        APIParameter("label", flag, "Only what has the city's label"),
        APIParameter("theme", several, "Themes of the taxonomy; every one must be served", example: "eat"),
        APIParameter("need", several, "Needs of the taxonomy; every one must be served", example: "shower"),
        APIParameter("for", several, "Audiences and situations of the taxonomy; open to every one", example: "women"),
        APIParameter("speaks", several, "Languages spoken there (BCP 47), every one", example: "ar"),
        APIParameter("condition", several, "Access conditions of the taxonomy, every one", example: "no-condition"),
        APIParameter("access", several, "Accessibility terms of the taxonomy, every one", example: "step-free"),
        APIParameter("cursor", text, "Where the page before ended, as its answer gave it"),
        APIParameter("limit", .integer(1...FindQuery.largestPage), "Results a page"),
    ]

    private static let text = APISchema.text(longest: FindQuery.longestText)
    private static let several = APISchema.list(text)
    private static let flag = APISchema.choice(["0", "1", "false", "true", "no", "yes", "on"])
}

extension Instant {
    /// Hours change on whole minutes only.
    fileprivate var inItsMinute: Instant { Instant(seconds: seconds - seconds % 60) }
}
