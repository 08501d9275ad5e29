import Core

/// A checkpoint short enough to be written by hand into a register: `2026-11-23T12:34:00Z entry 12345 3f2a 91bc 77d0 1e5c 0a1b`.
package struct RegisterLine: Hashable, Sendable {
    package let size: Int64
    /// The first ten bytes of the root, in hexadecimal, in groups.
    package let root: String

    /// The line of a checkpoint.
    package static func text(_ checkpoint: Checkpoint) -> String {
        "\(checkpoint.at) entry \(checkpoint.size) \(checkpoint.seal.chain.written)"
    }

    /// What somebody copied back: `entry`, the position and five groups of four digits, whatever stands before.
    package init(_ text: String) throws {
        let words = text.lowercased().split { " \t·,".contains($0) }.map(String.init)
        guard let entry = words.firstIndex(of: "entry"), words.count == entry + 7, let size = Int64(words[entry + 1]), size > 0,
            words[(entry + 2)...].allSatisfy({ $0.count == 4 && $0.allSatisfy(\.isHexDigit) })
        else { throw Refusal("“\(text)” is not a line of the register; write it as “entry 12345 3f2a 91bc 77d0 1e5c 0a1b”") }
        self.size = size
        root = words[(entry + 2)...].joined(separator: " ")
    }
}
