import Crypto
import Foundation

/// What a phone keeps of a city in one language: one JSON text of many lines, named by the hash of its bytes.
///
/// Two packs of the same directory, language and day are the same bytes, whichever node made them.
struct OfflinePack: Sendable {
    let bytes: [UInt8]
    /// SHA-256 in hexadecimal digits.
    let hash: String

    init(lines: [String]) {
        bytes = Array(lines.joined(separator: "\n").utf8)
        hash = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    var lines: [String] { String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// What must be known of a pack to tell how a later one differs.
    struct Outline: Sendable {
        let hash: String
        /// Of each line, in order: equal ones are equal lines. A wrong guess would be found by the phone, which checks the hash of what it
        /// put together.
        fileprivate let lines: [UInt64]
    }

    var outline: Outline { Outline(hash: hash, lines: lines.map(Self.fingerprint)) }

    /// How to make this pack of an older one: `{"from":…,"to":…,"lines":[[first,count],"a new line",…]}`.
    func difference(since old: Outline) throws -> [UInt8] {
        var places: [UInt64: Int] = [:]
        for (number, line) in old.lines.enumerated() where places[line] == nil { places[line] = number }
        var parts: [Difference.Part] = []
        for line in lines {
            let print = Self.fingerprint(line)
            if case .kept(let first, let count)? = parts.last, first + count < old.lines.count, old.lines[first + count] == print {
                parts[parts.count - 1] = .kept(first: first, count: count + 1)
            } else if let place = places[print] {
                parts.append(.kept(first: place, count: 1))
            } else {
                parts.append(.new(line))
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(Difference(from: old.hash, to: hash, lines: parts)))
    }

    private static func fingerprint(_ line: String) -> UInt64 {
        SHA256.hash(data: Array(line.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private struct Difference: Encodable {
        let from: String
        let to: String
        let lines: [Part]

        enum Part: Encodable {
            case kept(first: Int, count: Int)
            case new(String)

            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .kept(let first, let count): try container.encode([first, count])
                case .new(let line): try container.encode(line)
                }
            }
        }
    }
}
