import Foundation
import Testing

/// A PDF as the tools of others read it.
package final class PrintedFile {
    private let url: URL

    package struct Font {
        package let name: String
        package let isEmbedded: Bool
        package let isSubset: Bool
    }

    package init(_ bytes: [UInt8]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "parvis-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    package func text() async throws -> String { try await run("pdftotext", ["-layout", url.path, "-"]) }

    /// What a telephone reads in the QR codes of the first page.
    package func codes() async throws -> [String] {
        let picture = url.path + "-page"
        defer { try? FileManager.default.removeItem(atPath: picture + ".png") }
        _ = try await run("pdftoppm", ["-r", "150", "-png", "-f", "1", "-singlefile", url.path, picture])
        return try await run("zbarimg", ["--quiet", "--raw", picture + ".png"]).split(separator: "\n").map(String.init)
    }

    package func pages() async throws -> Int {
        let information = try await run("pdfinfo", [url.path])
        let line = try #require(information.split(separator: "\n").first { $0.hasPrefix("Pages:") })
        return try #require(Int(line.split(separator: " ").last ?? ""))
    }

    package func fonts() async throws -> [Font] {
        try await run("pdffonts", [url.path]).split(separator: "\n").dropFirst(2).map { line in
            // name, type, encoding, emb sub uni, object: counted from the end, because types have spaces.
            let columns = line.split(separator: " ")
            return Font(
                name: String(columns[0]), isEmbedded: columns[columns.count - 5] == "yes", isSubset: columns[columns.count - 4] == "yes")
        }
    }

    /// On a thread of its own: the other tests go on meanwhile.
    private func run(_ tool: String, _ arguments: [String]) async throws -> String {
        let (status, data) = try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try Self.answer(tool, arguments) }) }.start()
        }
        try #require(status == 0, "\(tool) ended with \(status)")
        return String(decoding: data, as: UTF8.self)
    }

    private static func answer(_ tool: String, _ arguments: [String]) throws -> (Int32, Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, data)
    }
}
