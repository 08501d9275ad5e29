import Foundation
import Testing

@testable import Core

@Suite struct ZoneTests {
    @Test(arguments: ["Europe/Paris", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"])
    func offsetsAreThoseOfFoundationEverySixHoursForEightyYears(identifier: String) throws {
        let zone = try Zone(identifier: identifier)
        let reference = try #require(TimeZone(identifier: identifier))
        var wrong = 0
        for second in stride(from: Int64(0), to: 2_524_608_000, by: 21_599) {
            let expected = reference.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            if zone.period(at: second).offset != Int64(expected) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func anUnknownZoneIsRefusedInOneSentence() {
        #expect(throws: UnknownZone(identifier: "Europe/Parvis")) { try Zone(identifier: "Europe/Parvis") }
        #expect(UnknownZone(identifier: "x").description == "“x” is not a known time zone; use an IANA name such as Europe/Paris.")
    }

    @Test func aClockTimeAndItsMomentGoBothWays() {
        let day = Day(year: 2026, month: 10, day: 24)
        for minute in 0..<(4 * 1_440) {
            let instant = Zone.paris.instant(day: day, minute: minute)
            let local = Zone.paris.local(instant)
            #expect(local.day.daysSinceEpoch - day.daysSinceEpoch == Int32(minute / 1_440) && local.minute == minute % 1_440)
        }
    }

    @Test func aTimeShownTwiceIsTheFirstOne() {
        #expect(Zone.paris.instant(day: Day(year: 2026, month: 10, day: 25), minute: 150).description == "2026-10-25T00:30:00Z")
        #expect(Zone.paris.instant(day: Day(year: 2026, month: 10, day: 25), minute: 180).description == "2026-10-25T02:00:00Z")
        #expect(Zone.paris.instant(day: Day(year: 2026, month: 10, day: 24), minute: 1_440 + 150).description == "2026-10-25T00:30:00Z")
    }

    @Test func aTimeNeverShownIsTheMomentOfTheChange() {
        for minute in 120...180 {
            #expect(Zone.paris.instant(day: Day(year: 2026, month: 3, day: 29), minute: minute).description == "2026-03-29T01:00:00Z")
        }
        #expect(Zone.paris.instant(day: Day(year: 2026, month: 3, day: 29), minute: 119).description == "2026-03-29T00:59:00Z")
    }
}
