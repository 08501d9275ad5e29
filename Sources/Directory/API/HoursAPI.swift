import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// `POST /api/v1/hours`: evaluates opening hours, with the city's holidays.
struct HoursAPI: Sendable {
    let directory: DirectoryReader

    static let routes = [
        APIRoute(
            method: "post", path: "/api/v1/hours", summary: "Intervals in which opening hours are open or unknown, and the next change",
            body: .named("HoursQuestion"), answer: "What is open or unknown between two moments", schema: .named("HoursAnswer"),
            refusals: [400, 413, 422, 503])
    ]

    private struct Question: Decodable {
        let expression: String
        let from: String
        let to: String
        let zone: String?
    }

    private struct Answer: Encodable {
        let intervals: [[String]]
        let next: String?
    }

    /// Two years are answered, a century is not.
    private static let mostIntervals = 10_000
    private static let longestSpan: Int64 = 732 * 86_400

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let question = try await read(request)
        let snapshot = try directory.snapshot()
        let zone = try question.zone.map(Self.zone) ?? snapshot.zone
        let (from, to) = try Self.span(question)
        let hours: OpeningHours
        do {
            hours = try OpeningHours(question.expression)
        } catch {
            throw Problem(.unprocessableContent, detail: error.reason, members: ["position": .number(error.position)])
        }
        let context = HoursContext(zone: zone, holidays: snapshot.city.holidays, coordinate: snapshot.territory.middle)
        let intervals = hours.intervals(from: from, to: to, in: context).filter { $0.state != .closed }
        guard intervals.count <= Self.mostIntervals else {
            throw Problem(
                .unprocessableContent,
                detail: "This makes \(intervals.count) intervals, more than \(Self.mostIntervals); ask for fewer days.")
        }
        let answer = Answer(
            intervals: intervals.map { [$0.from.description, $0.to.description, $0.state == .open ? "open" : "unknown"] },
            next: hours.nextChange(after: from, in: context)?.at.description)
        return try JSONAnswer.response(answer)
    }

    private func read(_ request: Request) async throws -> Question {
        var request = request
        let body = try await request.collectBody(upTo: 64 * 1024)
        do {
            return try JSONDecoder().decode(Question.self, from: Data(body.readableBytesView))
        } catch {
            throw Problem(.badRequest, detail: "Send JSON with the texts expression, from and to, and zone if it is not the city's.")
        }
    }

    private static func zone(_ name: String) throws -> Zone {
        do { return try Zone(identifier: name) } catch {
            throw Problem(.unprocessableContent, detail: "zone “\(name)” is not a time zone; write one such as Europe/Paris.")
        }
    }

    private static func span(_ question: Question) throws -> (Instant, Instant) {
        guard let from = Instant(iso8601: question.from) else {
            throw Problem(.unprocessableContent, detail: "from is not an instant; write one such as 2026-11-23T00:00:00Z.")
        }
        guard let to = Instant(iso8601: question.to) else {
            throw Problem(.unprocessableContent, detail: "to is not an instant; write one such as 2026-11-30T00:00:00Z.")
        }
        guard from < to, to.seconds - from.seconds <= longestSpan else {
            throw Problem(.unprocessableContent, detail: "to must be after from, and at most two years later.")
        }
        return (from, to)
    }
}
