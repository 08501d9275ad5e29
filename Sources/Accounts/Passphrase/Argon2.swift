import CArgon2
import Core
import Foundation

/// Argon2id (RFC 9106) in the encoded form that carries its parameters and salt.
struct Argon2: Hashable, Sendable {
    /// Passes over the memory.
    let passes: UInt32
    let kibibytes: UInt32
    let lanes: UInt32

    /// The second recommended option of RFC 9106 (4): 64 MiB, three passes, four lanes.
    static let recommended = Argon2(passes: 3, kibibytes: 64 * 1024, lanes: 4)

    /// - Parameter salt: 16 random bytes.
    func hash(_ passphrase: Passphrase, salt: Data) throws -> String {
        let (words, salt) = (Array(passphrase.text.utf8), Array(salt))
        var encoded = [CChar](repeating: 0, count: argon2_encodedlen(passes, kibibytes, lanes, UInt32(salt.count), 32, Argon2_id))
        let code = argon2id_hash_encoded(passes, kibibytes, lanes, words, words.count, salt, salt.count, 32, &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else {
            throw Refusal("a passphrase could not be hashed (Argon2 code \(code)): is there enough memory?")
        }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether a passphrase is the one that was hashed, with the parameters it was hashed with.
    ///
    /// - Throws: a `Refusal` when it could not be found out, as without memory.
    static func verify(_ passphrase: Passphrase, against encoded: String) throws -> Bool {
        let words = Array(passphrase.text.utf8)
        let code = argon2id_verify(encoded, words, words.count)
        guard code == ARGON2_OK.rawValue || code == ARGON2_VERIFY_MISMATCH.rawValue else {
            throw Refusal("a passphrase could not be checked (Argon2 code \(code)): is there enough memory?")
        }
        return code == ARGON2_OK.rawValue
    }

    /// Whether a hash was made with weaker parameters than these.
    func isStronger(than encoded: String) -> Bool {
        let part = encoded.split(separator: "$").dropFirst(2).first ?? ""
        let values = Dictionary(
            part.split(separator: ",").compactMap { pair -> (Substring, UInt32)? in
                let sides = pair.split(separator: "=")
                return sides.count == 2 ? UInt32(sides[1]).map { (sides[0], $0) } : nil
            }, uniquingKeysWith: { first, _ in first })
        return values["m"].map { $0 < kibibytes } ?? true || values["t"].map { $0 < passes } ?? true
    }
}
