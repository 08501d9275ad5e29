import Testing

@testable import Core

/// The state at a moment, the intervals and the next change must tell one story, whatever the rules.
@Suite struct PropertyTests {
    static let contexts = [
        HoursContext(holidays: Holidays(school: inventedSchoolYear, schoolZone: .c), coordinate: (48.8566, 2.3522)),
        HoursContext(
            closures: [
                Closure(
                    from: Day(year: 2026, month: 10, day: 24), to: Day(year: 2026, month: 10, day: 26),
                    hours: try? OpeningHours("01:00-03:00")),
                Closure(from: Day(year: 2026, month: 3, day: 28), to: Day(year: 2026, month: 3, day: 28)),
            ]),
    ]
    /// Around both clock changes and an ordinary week with a public holiday.
    static let starts = ["2026-03-27 00:00", "2026-10-23 00:00", "2026-11-09 00:00"]

    @Test(arguments: 0..<40)
    func canonicalTextReadsBackToTheSameRules(seed: Int) throws {
        var generator = GeneratedHours(seed: UInt64(seed))
        for _ in 0..<50 {
            let text = generator.expression()
            let hours = try OpeningHours(text)
            let again = try OpeningHours(hours.description)
            #expect(again == hours && again.description == hours.description, "\(text) → \(hours.description) → \(again.description)")
        }
    }

    @Test(arguments: 0..<60)
    func theStateIsThatOfTheIntervalEverywhere(seed: Int) throws {
        var generator = GeneratedHours(seed: UInt64(1_000 + seed))
        let text = generator.expression()
        let hours = try OpeningHours(text)
        for context in Self.contexts {
            for start in try Self.starts.map(paris) {
                let timeline = hours.timeline(from: start, to: start + 5 * 86_400, in: context)
                #expect(timeline.first?.from == start && timeline.last?.to == start + 5 * 86_400)
                for (a, b) in zip(timeline, timeline.dropFirst()) {
                    #expect(a.to == b.from && (a.state, a.comment) != (b.state, b.comment), "\(text)")
                }
                try statesAgree(hours, timeline, context, text)
            }
        }
    }

    private func statesAgree(_ hours: OpeningHours, _ timeline: [Interval], _ context: HoursContext, _ text: String) throws {
        for interval in timeline {
            let moments = stride(from: interval.from.seconds, to: interval.to.seconds, by: 17 * 60)
            for second in Array(moments) + [interval.to.seconds - 1] {
                let status = hours.status(at: Instant(seconds: second), in: context)
                if status != (interval.state, interval.comment) { Issue.record("\(text) at \(Instant(seconds: second))") }
            }
        }
        let opened = hours.intervals(from: timeline[0].from, to: timeline[timeline.count - 1].to, in: context)
        #expect(opened == timeline.filter { $0.state != .closed })
    }

    @Test(arguments: 0..<30)
    func theNextChangeIsTheNextBoundary(seed: Int) throws {
        var generator = GeneratedHours(seed: UInt64(2_000 + seed))
        let text = generator.expression()
        let hours = try OpeningHours(text)
        for context in Self.contexts {
            for start in try Self.starts.map(paris) {
                for offset in [Int64(0), 77_777] {
                    let now = start + offset
                    let timeline = hours.timeline(from: now, to: now + OpeningHours.horizon, in: context)
                    let expected = timeline.first { $0.state != timeline[0].state }
                    let change = hours.nextChange(after: now, in: context)
                    #expect(change?.at == expected?.from && change?.state == expected?.state, "\(text) after \(now)")
                    #expect(hours.nextOpening(after: now, in: context) == timeline.first { $0.state == .open }?.from)
                }
            }
        }
    }

    @Test(arguments: 0..<20)
    func anOrdinaryWeekIsWhatTheRulesPaintDayByDay(seed: Int) throws {
        var generator = GeneratedHours(seed: UInt64(3_000 + seed))
        var compared = 0
        for _ in 0..<200 {
            let hours = try OpeningHours(generator.expression())
            guard hours.week != nil else { continue }
            compared += 1
            let dated = hours.rules.map { rule in
                var rule = rule
                rule.years = [YearRange(from: 1_900, to: nil)]  // always true, and no longer an ordinary week
                return rule
            }
            let slow = OpeningHours(text: "", rules: dated)
            #expect(slow.week == nil)
            for context in Self.contexts {
                let start = try paris("2026-11-07 00:00")
                #expect(
                    hours.timeline(from: start, to: start + 9 * 86_400, in: context)
                        == slow.timeline(from: start, to: start + 9 * 86_400, in: context),
                    "\(hours)")
            }
        }
        #expect(compared > 5)
    }

    @Test func intervalsOfAnEndlessStretchAreBounded() throws {
        let hours = try OpeningHours("10:00-12:00")
        let intervals = hours.intervals(from: Instant(seconds: 0), to: Instant(seconds: .max), in: HoursContext())
        #expect(intervals.count == 3_660)
        #expect(hours.intervals(from: Instant(seconds: .min), to: Instant(seconds: .min + 5), in: HoursContext()).isEmpty)
        #expect(hours.intervals(from: Instant(seconds: 10), to: Instant(seconds: 10), in: HoursContext()).isEmpty)
        #expect(hours.nextChange(after: Instant(seconds: .max), in: HoursContext()) == nil)
    }
}
