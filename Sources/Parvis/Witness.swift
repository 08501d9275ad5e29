import Core
import Foundation
import Sealing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Checkpoints somebody else kept: a file, or another Parvis that answers `/api/v1/checkpoints`.
struct Witness {
    let source: String

    init(_ source: String) { self.source = source }

    /// The checkpoints of a file.
    func notes() throws -> [SignedNote] {
        guard let data = FileManager.default.contents(atPath: source) else {
            throw Refusal("cannot be read; name a file of checkpoints or an address", at: .init(file: source))
        }
        return try notes(in: data)
    }

    /// The checkpoints of a file or of an address.
    func fetched() async throws -> [SignedNote] {
        guard source.hasPrefix("https://") || source.hasPrefix("http://") else { return try notes() }
        let address = source.hasSuffix("/api/v1/checkpoints") ? source : source + (source.hasSuffix("/") ? "" : "/") + "api/v1/checkpoints"
        guard let url = URL(string: address) else { throw Refusal("is not an address", at: .init(file: source)) }
        do {
            let (data, response) = try await URLSession.shared.data(for: URLRequest(url: url, timeoutInterval: 30))
            guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw Refusal("has no checkpoints", at: .init(file: address)) }
            return try notes(in: data)
        } catch let error as URLError {
            throw Refusal("cannot be reached (error \(error.code.rawValue)); check the address", at: .init(file: address))
        }
    }

    private struct Answer: Decodable {
        let checkpoints: [String]
    }

    private func notes(in data: Data) throws -> [SignedNote] {
        // Anything that is not that answer is read as a file of notes.
        let text =
            (try? JSONDecoder().decode(Answer.self, from: data).checkpoints.joined(separator: "\n"))
            ?? String(decoding: data, as: UTF8.self)
        let notes = CheckpointFile.notes(in: text)
        guard !notes.isEmpty else { throw Refusal("holds no checkpoint", at: .init(file: source)) }
        return notes
    }
}
