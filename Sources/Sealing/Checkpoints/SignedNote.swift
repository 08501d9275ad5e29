import Foundation

/// A text and who signed it: C2SP `signed-note`. The text ends with a line feed; an empty line and the signatures follow.
package struct SignedNote: Hashable, Sendable {
    package let text: String
    /// Lines `— name base64`, each with its line feed.
    private let signatures: [Signature]

    private struct Signature: Hashable, Sendable {
        let name: String
        let key: Data
        let bytes: Data
    }

    /// Signs a checkpoint under the name of its journal.
    package init(_ checkpoint: Checkpoint, by key: CheckpointKey) throws {
        text = checkpoint.text
        signatures = [
            Signature(
                name: checkpoint.origin, key: key.publicKey.identifier(for: checkpoint.origin),
                bytes: try key.signature(of: checkpoint.text))
        ]
    }

    /// Nothing when it has not the form of a signed note.
    package init?(_ note: some StringProtocol) {
        guard let gap = note.range(of: "\n\n", options: .backwards) else { return nil }
        text = note[..<gap.lowerBound] + "\n"
        var signatures: [Signature] = []
        for line in note[gap.upperBound...].split(separator: "\n") {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "—", let data = Data(base64Encoded: String(parts[2])), data.count > 4 else { return nil }
            signatures.append(Signature(name: String(parts[1]), key: data.prefix(4), bytes: Data(data.dropFirst(4))))
        }
        guard !signatures.isEmpty else { return nil }
        self.signatures = signatures
    }

    package var description: String {
        text + "\n" + signatures.map { "— \($0.name) \(($0.key + $0.bytes).base64EncodedString())\n" }.joined()
    }

    /// Whether one of these keys signed it under its own name.
    package func isSigned(by keys: [CheckpointPublicKey]) -> Bool {
        signatures.contains { signature in
            keys.contains { $0.identifier(for: signature.name) == signature.key && $0.accepts(signature.bytes, of: text) }
        }
    }

    /// The checkpoint it holds, signed or not.
    package var checkpoint: Checkpoint? { Checkpoint(text: text) }

    /// The checkpoint it holds, if it is signed by one of these keys under the name of its journal.
    package func checkpoint(signedBy keys: [CheckpointPublicKey]) -> Checkpoint? {
        guard let checkpoint, signatures.contains(where: { $0.name == checkpoint.origin }), isSigned(by: keys) else { return nil }
        return checkpoint
    }
}
