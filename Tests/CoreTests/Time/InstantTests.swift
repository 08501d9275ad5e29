import Testing

@testable import Core

@Suite struct InstantTests {
    @Test(arguments: [
        ("2026-11-23T19:30:00Z", 1_795_462_200), ("2026-11-23T20:30:00+01:00", 1_795_462_200), ("2026-11-23T19:30Z", 1_795_462_200),
        ("2026-11-23T14:00:00.250-05:30", 1_795_462_200), ("2026-11-23T20:30+0100", 1_795_462_200), ("1970-01-01T00:00:00z", 0),
        ("1969-12-31T23:59:59Z", -1),
    ])
    func momentsAreRead(text: String, seconds: Int64) {
        #expect(Instant(iso8601: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "2026-11-23T19:30:00", "2026-11-23", "2026-11-23 19:30:00Z", "2026-11-23T24:00:00Z", "2026-11-23T19:60:00Z",
        "2026-11-23T19:30:00.Z",
        "2026-11-23T19:30:00+1", "2026-11-23T19:30:00Z ", "2026-02-30T00:00:00Z", "", "T", "2026-11-23T19:30:00+99:00",
    ])
    func whatIsNotAMomentIsNotRead(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test func aMomentIsWrittenInUTC() {
        #expect(Instant(seconds: 1_795_462_200).description == "2026-11-23T19:30:00Z")
        #expect(Instant(seconds: -1).description == "1969-12-31T23:59:59Z")
    }

    @Test func hostileNumbersNeverTrap() {
        let last = Instant(seconds: .max)
        let first = Instant(seconds: .min)
        #expect(last + 1 == last && first - 1 == first && first - .min == Instant(seconds: -1))
        #expect(last - first == .max)
        _ = last.description + first.description
        _ = Zone.paris.local(last)
        _ = Zone.paris.local(first)
    }
}
