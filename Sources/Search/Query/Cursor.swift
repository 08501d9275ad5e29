import Core

/// Where a page ended: the place of its last hit in the order, and the moment that order was made for.
///
/// It holds the hit's own sort key, so whatever comes, goes or changes around it, the next page goes on from there. Opaque,
/// safe in a URL, 76 characters.
struct Cursor: Sendable {
    static let version: UInt8 = 1
    static let byteCount = 1 + 4 + 6 + 1 + 4 + NameKey.byteCount + 16

    /// Of the words and the place: another search has another order.
    let search: UInt32
    /// Tiers are taken at the moment of the first page.
    let moment: Instant
    let key: SortKey

    init(search: UInt32, moment: Instant, key: SortKey) {
        self.search = search
        self.moment = moment
        self.key = key
    }

    init(_ text: String) throws(Refusal) {
        let bytes = try Self.bytes(text)
        var at = 1
        func read<Number: FixedWidthInteger>(_ count: Int) -> Number {
            defer { at += count }
            return bytes[at..<at + count].reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
        }
        search = read(4)
        let seconds: UInt64 = read(6)
        moment = Instant(seconds: Int64(bitPattern: seconds << 16) >> 16)
        let classes: UInt8 = read(1)
        key = SortKey(
            relevance: classes >> 4, tier: classes & 15, centimetres: read(4), name: NameKey(a: read(8), b: read(8), c: read(8)),
            identifier: read(16))
        guard key.relevance < 4, key.tier < Tier.allCases.count else { throw Self.refusal }
    }

    var text: String {
        var bytes = [Self.version]
        func write(_ number: some FixedWidthInteger, _ count: Int) {
            for shift in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
        }
        write(search, 4)
        write(moment.seconds, 6)
        write(key.relevance << 4 | key.tier, 1)
        write(key.centimetres, 4)
        for part in [key.name.a, key.name.b, key.name.c] { write(part, 8) }
        write(key.identifier, 16)
        return Self.base64(bytes)
    }

    /// RFC 4648, the alphabet that is safe in a URL, without padding.
    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ text: String) throws(Refusal) -> [UInt8] {
        guard text.utf8.count == (byteCount * 4 + 2) / 3 else { throw refusal }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for letter in text.utf8 {
            guard let value = alphabet.firstIndex(of: letter) else { throw refusal }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        guard bytes.count == byteCount, bytes[0] == version, bits & (1 << count - 1) == 0 else { throw refusal }
        return bytes
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static let refusal = Refusal(
        "The cursor was not given by this search or is of an older version; ask for the first page again, without cursor.",
        at: Refusal.Place(field: "cursor"))
}
