import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// `/{lang}/print/flyer?theme=eat&area=75018`: a sheet to hand out, as PDF.
struct FlyerController: Sendable {
    let press: FlyerPress
    private let desk = FlyerDesk()

    init(press: FlyerPress) { self.press = press }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let parameters = Dictionary(request.parameters.map { ($0.name, $0.value) }) { first, _ in first }
        let question = try question(parameters, context)
        let snapshot = try press.directory.snapshot()
        let day = snapshot.local(press.directory.now()).day
        let bytes = try await desk.flyer(.init(question: question, sequence: snapshot.sequence, day: day)) {
            try await press.flyer(question)
        }
        let name = "flyer-\(question.theme)-\(question.area)-\(question.language.tag).pdf"
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentDisposition: "inline; filename=\"\(name)\"",
                .contentLanguage: question.language.tag,
                .cacheControl: "public, max-age=300",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// What is not known is named with what there is instead: only somebody who writes addresses by hand reads it.
    private func question(_ parameters: [String: String], _ context: AppContext) throws -> FlyerQuestion {
        do throws(Refusal) {
            return try press.question(
                theme: parameters["theme"] ?? "", area: parameters["area"] ?? "", language: context.language,
                companion: parameters["with"] ?? Language.french.tag, from: parameters["from"])
        } catch {
            throw HTTPError(.badRequest, message: "\(error)")
        }
    }
}

/// Keeps the flyers just made, and lets only so many be made at once: paper costs a thousand times what a page costs.
actor FlyerDesk {
    struct Order: Hashable {
        let question: FlyerQuestion
        /// Position of the directory in the journal.
        let sequence: Int64
        let day: Day
    }

    static let kept = 64
    static let mostAtOnce = 8

    private var made: [(order: Order, bytes: [UInt8])] = []
    private var making: [Order: Task<[UInt8], any Error>] = [:]

    /// - Throws: 503 when too many others are waiting.
    func flyer(_ order: Order, _ make: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        if let known = made.first(where: { $0.order == order }) { return known.bytes }
        if let task = making[order] { return try await task.value }
        guard making.count < Self.mostAtOnce else {
            throw HTTPError(
                .serviceUnavailable, headers: [.retryAfter: "10"], message: "Many flyers are being made; try again in ten seconds.")
        }
        let task = Task { try await make() }
        making[order] = task
        defer { making[order] = nil }
        let bytes = try await task.value
        made.append((order, bytes))
        if made.count > Self.kept { made.removeFirst() }
        return bytes
    }
}
