import Foundation

/// Load on a server by `wrk`: one thread, sixteen connections, one address after the other.
struct Load {
    /// The script that hands out addresses.
    let script: String
    let port: Int

    struct Answer: Sendable {
        var requests = 0.0
        var seconds = 0.0
        var failures = 0
        /// Processor time of this process, which serves.
        var processor = 0.0

        var perSecond: Double { requests / max(seconds, 1e-9) }
        /// Microseconds of processor time a request.
        var cost: Double { processor / max(requests, 1) * 1e6 }
    }

    enum Failure: Error {
        case noResult(String)
        case refused(path: String, count: Int)
    }

    /// - Parameter addresses: a file with one path and query a line.
    func run(_ addresses: String, seconds: Int) async throws -> Answer {
        let before = processorSeconds()
        let printed = try await beside { try wrk(addresses, seconds) }
        guard let line = printed.split(separator: "\n").last(where: { $0.hasPrefix("RESULT ") }) else { throw Failure.noResult(printed) }
        let fields = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard fields.count == 3 else { throw Failure.noResult(printed) }
        let answer = Answer(
            requests: fields[0], seconds: fields[1] / 1e6, failures: Int(fields[2]), processor: processorSeconds() - before)
        guard answer.failures == 0 else { throw Failure.refused(path: addresses, count: answer.failures) }
        return answer
    }

    private func wrk(_ addresses: String, _ seconds: Int) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "wrk", "-t1", "-c16", "-d\(seconds)s", "--timeout", "30s", "-s", script, "http://127.0.0.1:\(port)", "--", addresses,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: printed, as: UTF8.self)
    }
}
