import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

/// Another system, on this machine: it keeps what it is told and answers as it was asked to.
final class Receiver: Sendable {
    struct Message: Sendable {
        let headers: HTTPFields
        let body: String
        let host: String?
    }

    private let kept = Mutex<[Message]>([])
    private let status: HTTPResponse.Status

    init(answering status: HTTPResponse.Status = .noContent) { self.status = status }

    var messages: [Message] { kept.withLock { $0 } }

    /// Listens while the closure runs; hands over its port.
    func listen(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let router = Router()
        router.post("hook") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 1 << 20))
            self.kept.withLock { $0.append(Message(headers: request.headers, body: text, host: request.head.authority)) }
            return Response(status: self.status, headers: [.location: "/elsewhere"])
        }
        router.post("endless") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    while true { try await writer.write(ByteBuffer(repeating: 0x20, count: 65_536)) }
                })
        }
        router.on("elsewhere", method: .get) { _, _ in
            self.kept.withLock { $0.append(Message(headers: [:], body: "followed", host: nil)) }
            return Response(status: .ok)
        }
        try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0))).test(.live) { client in
            guard let port = client.port else { return }
            try await body(port)
        }
    }
}
