import Testing

@testable import Accounts

@Suite struct CBORTests {
    private static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.utf8.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }

    /// RFC 8949, appendix A: the rows of the kinds that authenticators write.
    @Test(
        "Items are read as RFC 8949 shows them",
        arguments: [
            ("00", CBOR.integer(0)), ("17", .integer(23)), ("1818", .integer(24)), ("1903e8", .integer(1000)),
            ("1a000f4240", .integer(1_000_000)), ("1b000000e8d4a51000", .integer(1_000_000_000_000)), ("20", .integer(-1)),
            ("3903e7", .integer(-1000)), ("f4", .simple(20)), ("f6", .simple(22)), ("40", .bytes([])),
            ("4401020304", .bytes([1, 2, 3, 4])),
            ("60", .text("")), ("6449455446", .text("IETF")), ("62c3bc", .text("ü")), ("80", .array([])),
            ("83010203", .array([.integer(1), .integer(2), .integer(3)])), ("a0", .map([:])),
            ("a201020304", .map([.integer(1): .integer(2), .integer(3): .integer(4)])),
            ("a26161016162820203", .map([.text("a"): .integer(1), .text("b"): .array([.integer(2), .integer(3)])])),
        ])
    func examples(hex: String, item: CBOR) throws {
        #expect(try CBOR.whole(Self.bytes(hex)) == item)
        for length in 0..<hex.utf8.count / 2 {
            #expect(throws: CBOR.Failure.self) { try CBOR.whole(Array(Self.bytes(hex).prefix(length))) }
        }
    }

    @Test(
        "What authenticators do not write is refused",
        arguments: [
            "5f4100ff", "9fff", "bfff", "c074323031332d30332d32315432303a30343a30305a", "f90000", "fb3ff199999999999a", "f7", "f820", "1c",
            "1bffffffffffffffff", "3bffffffffffffffff", "61ff", "a201020103", "818181818100", "5bffffffffffffffff", "9bffffffffffffffff",
            "bbffffffffffffffff", "9841", "0000", "ff",
        ])
    func refusals(hex: String) {
        #expect(throws: CBOR.Failure.self) { try CBOR.whole(Self.bytes(hex)) }
    }

    @Test func noiseIsRefusedOrRead() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let noise = (0..<Int.random(in: 0...80, using: &generator)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            _ = try? CBOR.whole(noise)
            _ = try? AuthenticatorData([UInt8](repeating: 1, count: 32) + [0xc5, 0, 0, 0, 1] + noise)
        }
    }
}
