import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// `/{lang}/print/flyer?theme=eat&area=75018` and its like: sheets to hand out, as PDF.
struct PaperController: Sendable {
    let press: PaperPress
    private let desk = PaperDesk()

    init(press: PaperPress) { self.press = press }

    func show(_ kind: PaperOrder.Kind) -> @Sendable (Request, AppContext) async throws -> Response {
        { request, context in
            let values = request.uri.queryParameters
            func value(_ name: Substring) -> String? { values[name].flatMap { $0.isEmpty ? nil : String($0) } }
            let wish = PaperWish(
                theme: value("theme"), area: value("area"), service: value("service"), companion: value("with") ?? Language.french.tag,
                from: value("from"))
            let snapshot = try press.directory.snapshot()
            // What is not known is named with what there is instead: only somebody who writes addresses by hand reads it.
            do {
                let order = try press.order(kind, wish, in: context.language)
                let ticket = PaperDesk.Ticket(order: order, sequence: snapshot.sequence, day: snapshot.local(press.directory.now()).day)
                return answer(try await desk.paper(ticket) { try await press.print(order) }, order)
            } catch let refusal as Refusal {
                throw HTTPError(.badRequest, message: "\(refusal)")
            }
        }
    }

    private func answer(_ bytes: [UInt8], _ order: PaperOrder) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentDisposition: "inline; filename=\"\(order.fileName)\"",
                .contentLanguage: order.language.tag, .cacheControl: "public, max-age=300",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// Keeps the papers just made, and lets only so many be made at once: paper costs a thousand times what a page costs.
actor PaperDesk {
    struct Ticket: Hashable {
        let order: PaperOrder
        /// Position of the directory in the journal.
        let sequence: Int64
        let day: Day
    }

    static let kept = 64
    static let mostAtOnce = 8

    private var made: [(ticket: Ticket, bytes: [UInt8])] = []
    private var making: [Ticket: Task<[UInt8], any Error>] = [:]

    /// - Throws: 503 when too many others are waiting.
    func paper(_ ticket: Ticket, _ make: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        if let known = made.first(where: { $0.ticket == ticket }) { return known.bytes }
        if let task = making[ticket] { return try await task.value }
        guard making.count < Self.mostAtOnce else {
            throw HTTPError(
                .serviceUnavailable, headers: [.retryAfter: "10"], message: "Much is being printed; try again in ten seconds.")
        }
        let task = Task { try await make() }
        making[ticket] = task
        defer { making[ticket] = nil }
        let bytes = try await task.value
        made.append((ticket, bytes))
        if made.count > Self.kept { made.removeFirst() }
        return bytes
    }
}
