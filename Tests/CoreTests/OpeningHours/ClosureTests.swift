import Testing

@testable import Core

@Suite struct ClosureTests {
    private func closed(_ from: Int, _ to: Int, _ hours: String? = nil) throws -> Closure {
        let first = Day(year: 2026, month: 8, day: from)
        return Closure(
            from: first, to: Day(year: 2026, month: 8, day: to), hours: try hours.map { try OpeningHours($0) }, reason: "travaux")
    }

    @Test func aClosureReplacesTheRulesOnItsDaysAndSaysWhy() throws {
        let context = HoursContext(closures: [try closed(3, 14)])
        let hours = try OpeningHours("Mo-Fr 09:00-17:00")
        #expect(try day("2026-08-03", of: hours, in: context).isEmpty)
        #expect(try day("2026-08-14", of: hours, in: context).isEmpty)
        #expect(try day("2026-08-17", of: hours, in: context) == "09:00-17:00")
        #expect(hours.status(at: try paris("2026-08-04 10:00"), in: context) == (.closed, "travaux"))
        #expect(hours.nextChange(after: try paris("2026-08-04 10:00"), in: context)?.at == (try paris("2026-08-17 09:00")))
    }

    @Test func aClosureCanHaveItsOwnHours() throws {
        let context = HoursContext(closures: [try closed(3, 14, "Mo-Fr 10:00-12:00")])
        #expect(try day("2026-08-05", of: OpeningHours("Mo-Fr 09:00-17:00"), in: context) == "10:00-12:00")
        #expect(try OpeningHours("24/7").status(at: try paris("2026-08-05 11:00"), in: context) == (.open, "travaux"))
    }

    @Test func nightsDoNotReachOverTheBordersOfAClosedPeriod() throws {
        let context = HoursContext(closures: [try closed(10, 10)])
        let hours = try OpeningHours("22:00-06:00")
        #expect(try day("2026-08-09", of: hours, in: context) == "00:00-06:00 22:00-24:00")
        #expect(try day("2026-08-10", of: hours, in: context).isEmpty)
        #expect(try day("2026-08-11", of: hours, in: context) == "22:00-24:00")
        let replaced = HoursContext(closures: [try closed(10, 10, "20:00-01:00")])
        #expect(try day("2026-08-10", of: hours, in: replaced) == "20:00-24:00")
        #expect(try day("2026-08-11", of: hours, in: replaced) == "00:00-01:00 22:00-24:00")
    }

    @Test func theFirstOfTwoClosuresOfADayHolds() throws {
        let context = HoursContext(closures: [try closed(5, 5, "10:00-11:00"), try closed(3, 14)])
        #expect(try day("2026-08-05", of: OpeningHours("24/7"), in: context) == "10:00-11:00")
    }
}
