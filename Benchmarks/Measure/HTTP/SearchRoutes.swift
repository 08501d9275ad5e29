import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Web

/// What stands beside the real search in the same server, behind the same middleware.
final class SearchRoutes: Sendable {
    /// What `/constant` answers.
    let constant = Mutex(ByteBuffer())
    private let questions: [PeerQuestion]

    init(questions: [PeerQuestion]) { self.questions = questions }

    func add(to router: Router<AppContext>, peers: [(path: String, peer: any Peer)]) {
        router.get("constant") { _, _ in self.constantAnswer }
        for (path, peer) in peers {
            router.get("\(path)/:number") { _, context in
                let number = try context.parameters.require("number", as: Int.self)
                let cards = try await peer.cards(self.questions[number % self.questions.count])
                return Self.answer(ByteBuffer(string: "{\"results\":[" + cards.joined(separator: ",") + "]}"))
            }
            router.get("\(path)/:number/counted") { _, context in
                let number = try context.parameters.require("number", as: Int.self)
                let question = self.questions[number % self.questions.count]
                let cards = try await peer.cards(question)
                let counts = try await peer.counts(question).map { "\"\($0.value)\":\($0.count)" }
                return Self.answer(
                    ByteBuffer(
                        string: "{\"results\":[" + cards.joined(separator: ",") + "],\"facets\":{" + counts.joined(separator: ",") + "}}"))
            }
        }
    }

    var constantAnswer: Response { Self.answer(constant.withLock { $0 }) }

    /// The headers of the search's own answers.
    private static func answer(_ body: ByteBuffer) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .accessControlAllowOrigin: "*", .cacheControl: "public, max-age=30",
            ],
            body: ResponseBody(byteBuffer: body))
    }
}
