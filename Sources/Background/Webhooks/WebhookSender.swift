import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends messages to the public internet: to the very address that was checked, within seconds, following nobody elsewhere.
package struct WebhookSender: Sendable {
    /// The addresses of a name, as numbers.
    package typealias Resolve = @Sendable (_ name: String) async throws -> [String]

    let reach: WebhookAddress.Reach
    private let resolve: Resolve
    /// For the connection, for each silence, and in all until the answer begins.
    private static let seconds: (connect: Int64, read: Int64, whole: Int64) = (5, 10, 15)

    package init(reach: WebhookAddress.Reach, resolve: @escaping Resolve = Self.systemResolve) {
        self.reach = reach
        self.resolve = resolve
    }

    /// Sends one message and returns the answer's status. What the answer says beyond that is not read.
    ///
    /// - Throws: a `JobFailure` that says what kept it from arriving.
    package func post(_ request: WebhookRequest) async throws -> Int {
        let (host, address) = try await target(of: request.url)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(Self.seconds.connect), read: .seconds(Self.seconds.read)), decompression: .disabled)
        // The name stays in the request and in the certificate's check; the connection goes where we looked, not where the name points now.
        configuration.dnsOverride = [host: address]
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
        var message = HTTPClientRequest(url: request.url)
        message.method = .POST
        for (name, value) in request.headers { message.headers.add(name: name, value: value) }
        message.headers.add(name: "user-agent", value: "Parvis")
        message.body = .bytes(ByteBuffer(string: request.body))
        let answer: Result<Int, any Error>
        do {
            answer = .success(Int(try await client.execute(message, timeout: .seconds(Self.seconds.whole)).status.code))
        } catch {
            answer = .failure(error)
        }
        // Closes a connection whose answer would never end; that there was nothing to close is no news.
        try? await client.shutdown()
        if Task.isCancelled { throw CancellationError() }
        return try answer.mapError(Self.failure).get()
    }

    /// Every address of the name must be allowed: one that is not says that somebody tries something.
    private func target(of url: String) async throws -> (host: String, address: String) {
        guard let kept = try? WebhookAddress.check(url, reach: reach), kept == url, let parts = URLComponents(string: url),
            let host = parts.host
        else { throw JobFailure(WebhookRefusal().description, isFinal: true) }
        let addresses = try await resolve(host.trimmingCharacters(in: ["[", "]"]))
        guard let first = addresses.first else { throw JobFailure("The name of the address was not found.") }
        guard addresses.allSatisfy({ WebhookAddress.isAllowed($0, scheme: parts.scheme, reach: reach) }) else {
            throw JobFailure("The name of the address leads into a private network.")
        }
        return (host, first)
    }

    private static func failure(_ error: any Error) -> any Error {
        if let error = error as? HTTPClientError, [.connectTimeout, .readTimeout, .deadlineExceeded].contains(error) {
            return JobFailure("The receiver did not answer in time.")
        }
        return JobFailure("The receiver could not be reached, its certificate is not valid, or it broke the connection off.")
    }

    /// What the machine's own resolver says; it may take seconds, and so has a thread of its own.
    package static let systemResolve: Resolve = { name in
        try await NIOThreadPool.singleton.runIfActive {
            var hints = addrinfo()
            hints.ai_flags = AI_ADDRCONFIG
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var first: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
            defer { freeaddrinfo(first) }
            var found: [String] = []
            var next = first
            while let info = next?.pointee {
                var text = [CChar](repeating: 0, count: 64)
                if getnameinfo(info.ai_addr, info.ai_addrlen, &text, 64, nil, 0, NI_NUMERICHOST) == 0 {
                    found.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
                }
                next = info.ai_next
            }
            return found
        }
    }
}
