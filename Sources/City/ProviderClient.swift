import Accounts
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Reaches the provider where professionals may sign in: ten seconds, 256 KB, no redirect followed.
enum ProviderClient {
    private static let longest = 256 * 1024
    /// Lives as long as the process: a client may not end before it is shut down.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: .init(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(10)),
            connectionPool: .init(idleTimeout: .seconds(30))))

    static let ask: AskProvider = { request in
        var question = HTTPClientRequest(url: request.address)
        question.headers.add(name: "Accept", value: "application/json, application/jwt")
        if let authorization = request.authorization { question.headers.add(name: "Authorization", value: authorization) }
        if let form = request.form {
            question.method = .POST
            question.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            question.body = .bytes(ByteBuffer(string: form))
        }
        let answer = try await client.execute(question, timeout: .seconds(10))
        let body = try await answer.body.collect(upTo: longest)
        return ProviderAnswer(
            status: Int(answer.status.code), contentType: answer.headers.first(name: "Content-Type") ?? "",
            body: Data(body.readableBytesView))
    }
}
