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
            answer: "One page of results, the counts of every further filter and the cursor of the next page")
    ]

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let snapshot = try directory.snapshot()
        let now = directory.now()
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
        return SearchAnswer(result, at: moment).response(isNow: query.at == nil, tag: tag)
    }

    static let parameters: [APIParameter] = [
        APIParameter("q", .string, "Words, in any of the languages, typing errors forgiven", example: "douche"),
        APIParameter("near", .string, "Position as latitude,longitude in degrees (WGS 84)", example: "48.8975,2.3597"),
        APIParameter("place", .string, "A place of the territory by its name or postal code", example: "75018"),
        APIParameter("area", .string, "Only in this area: INSEE or postal code", example: "75118"),
        APIParameter("at", .string, "Another moment than now: with an offset, or on the city's clock", example: "2026-11-29T19:30"),
        APIParameter("open", .boolean, "Only what is open at that moment"),
        APIParameter("label", .boolean, "Only what has the city's label"),
        APIParameter("theme", .list(.string), "Themes of the taxonomy", example: "eat"),
        APIParameter("need", .list(.string), "Needs of the taxonomy", example: "shower"),
        APIParameter("for", .list(.string), "Audiences and situations of the taxonomy", example: "women"),
        APIParameter("speaks", .list(.string), "Languages spoken there (BCP 47)", example: "ar"),
        APIParameter("condition", .list(.string), "Access conditions of the taxonomy", example: "no-condition"),
        APIParameter("access", .list(.string), "Accessibility terms of the taxonomy", example: "step-free"),
        APIParameter("cursor", .string, "Where the page before ended, as its answer gave it"),
        APIParameter("limit", .integer(1...FindQuery.largestPage), "Results a page"),
    ]
}
