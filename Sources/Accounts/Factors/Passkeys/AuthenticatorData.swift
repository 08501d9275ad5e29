/// What an authenticator says and signs (WebAuthn, 6.1).
struct AuthenticatorData: Sendable {
    /// The SHA-256 of the site's name.
    let party: [UInt8]
    /// Somebody touched it.
    let isPresent: Bool
    /// It knew them: by a code, a finger, a face.
    let isVerified: Bool
    /// Uses so far; always 0 where the authenticator does not count.
    let count: UInt32
    /// Set when the passkey is new.
    let credential: Credential?

    struct Credential: Sendable {
        let id: [UInt8]
        /// The COSE bytes of the public key.
        let key: [UInt8]
    }

    static let longestCredential = 1023

    init(_ bytes: [UInt8]) throws(PasskeyRefusal) {
        guard (37...8192).contains(bytes.count) else { throw .malformed }
        let flags = bytes[32]
        party = Array(bytes[..<32])
        isPresent = flags & 0x01 != 0
        isVerified = flags & 0x04 != 0
        // A passkey cannot be in a backup it is not meant for.
        guard flags & 0x18 != 0x10 else { throw .malformed }
        count = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var rest = bytes[37...]
        credential = flags & 0x40 != 0 ? try Self.credential(&rest) : nil
        if flags & 0x80 != 0 { rest = try Self.item(rest).rest }
        guard rest.isEmpty else { throw .malformed }
    }

    private static func credential(_ rest: inout ArraySlice<UInt8>) throws(PasskeyRefusal) -> Credential {
        let head = rest.prefix(18)
        guard head.count == 18 else { throw .malformed }
        // Sixteen bytes name the model, which is not asked for.
        let length = Int(head[head.endIndex - 2]) << 8 | Int(head[head.endIndex - 1])
        rest = rest.dropFirst(18)
        guard (1...longestCredential).contains(length), rest.count > length else { throw .malformed }
        let id = Array(rest.prefix(length))
        rest = rest.dropFirst(length)
        let after = try item(rest).rest
        let key = Array(rest.dropLast(after.count))
        rest = after
        return Credential(id: id, key: key)
    }

    private static func item(_ bytes: ArraySlice<UInt8>) throws(PasskeyRefusal) -> (item: CBOR, rest: ArraySlice<UInt8>) {
        var reader = CBORReader(bytes)
        do throws(CBOR.Failure) {
            let item = try reader.item()
            return (item, reader.rest)
        } catch { throw .malformed }
    }
}
