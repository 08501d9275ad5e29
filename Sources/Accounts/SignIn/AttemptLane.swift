import Core
import Crypto
import Foundation

/// What attempts are counted by: an account's name, an address, or a device that has been signed in before.
///
/// Only a keyed hash is stored. A name that no account has is counted like any other.
struct AttemptLane: Hashable, Sendable {
    enum Kind: String, Sendable {
        case account, address, device
    }

    /// `passphrase`, `factor`…: a lane of its own for each thing that can be guessed.
    let purpose: String
    let kind: Kind
    let key: String

    /// What is counted, where nobody can read what it was.
    func hash(_ secret: SymmetricKey) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(purpose)|\(kind.rawValue)|\(key)".utf8), using: secret)
        return hexadecimal(code.prefix(16))
    }

    /// One IPv4 address, or the first 64 bits of an IPv6 one.
    static func address(_ address: String?, for purpose: String) -> AttemptLane {
        let address = address ?? ""
        let place =
            address.contains(":")
            ? address.split(separator: ":", omittingEmptySubsequences: false).prefix(4).joined(separator: ":") : address
        return AttemptLane(purpose: purpose, kind: .address, key: place)
    }
}

/// How long one waits after so many failures: nothing at first, then twice as long each time, up to a quarter of an hour.
struct AttemptDelay: Hashable, Sendable {
    let free: Int
    let first: Int64
    static let longest: Int64 = 900
    /// Failures this old, in seconds, are forgotten.
    static let memory: Int64 = 24 * 3600

    /// Offices share one address: it has more attempts than one account.
    static func of(_ kind: AttemptLane.Kind) -> AttemptDelay {
        kind == .address ? AttemptDelay(free: 40, first: 2) : AttemptDelay(free: 5, first: 5)
    }

    func seconds(after failures: Int) -> Int64 {
        guard failures >= free else { return 0 }
        return min(Self.longest, first << Int64(min(20, failures - free)))
    }
}
