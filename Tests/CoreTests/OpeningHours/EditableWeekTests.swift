import Testing

@testable import Core

/// What a team fills in and what is stored say the same.
@Suite struct EditableWeekTests {
    private let nine = EditableWeek.Span(start: 540, end: 720)
    private let night = EditableWeek.Span(start: 1_320, end: 1_620)

    @Test func rowsAreWrittenAsOpeningHours() {
        var week = EditableWeek(days: Array(repeating: .open([nine]), count: 5) + [.unknown, .closed])
        week.publicHolidays = .closed
        #expect(week.hours.description == "Mo-Fr 09:00-12:00; Sa unknown; PH off")
        week.schoolHolidays = .closed
        #expect(week.hours.description == "Mo-Fr 09:00-12:00; Sa unknown; PH off; SH off")
    }

    @Test func aWeekWithoutAnOpenDayIsClosed() throws {
        let week = EditableWeek(days: Array(repeating: .closed, count: 7))
        #expect(week.hours.description == "off")
        #expect(EditableWeek(week.hours) == week)
    }

    @Test(arguments: [
        "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-13:00; PH off", "24/7", "Mo-Su 20:00-08:00", "Fr 22:00-03:00, Sa unknown",
        "Mo-Fr 08:30-17:00; SH off", "Mo-Sa 10:00-18:00; PH 10:00-12:00", "Mo unknown; We 09:00-11:00; PH off; SH off",
    ])
    func whatRowsCanSayIsEditedInRows(text: String) throws {
        let hours = try OpeningHours(text)
        let week = try #require(EditableWeek(hours))
        #expect(EditableWeek(week.hours) == week)
    }

    @Test(arguments: [
        "Mo[1] 09:00-12:00", "Jun-Aug Mo 09:00-12:00", "Mo 09:00+", "Mo 09:00-12:00 \"sur rendez-vous\"", "sunrise-sunset",
        "Mo-Fr 10:00-11:00; SH Mo-Fr 09:00-12:00", "week 1-53/2 Mo 09:00-12:00", "Mo 09:00-12:00 unknown",
        "2026 Dec 24 off; Mo 09:00-12:00",
    ])
    func whatRowsCannotSayIsLeftAsText(text: String) throws {
        #expect(EditableWeek(try OpeningHours(text)) == nil)
    }

    /// Random weeks, nights included; a night before a day that is not known ends at midnight, because that day says so.
    @Test(arguments: 0..<40) func aWeekReadsBackToItself(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let week = EditableWeek(
            days: (0..<7).map { _ in row(&random) }, publicHolidays: exception(&random),
            schoolHolidays: Bool.random(using: &random) ? .asUsual : .closed)
        guard let again = EditableWeek(week.hours) else {
            Issue.record("\(week.hours) was not read back")
            return
        }
        #expect(EditableWeek(again.hours) == again, "\(week.hours)")
        let hasNightBeforeUnknown = (0..<7).contains { week.days[$0] == .open([night]) && week.days[($0 + 1) % 7] == .unknown }
        if !hasNightBeforeUnknown { #expect(again == week) }
    }

    private func row(_ random: inout SeededGenerator) -> EditableWeek.Row {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .closed
        case 1: .unknown
        case 2: .open([nine])
        case 3: .open([night])
        default: .open([nine, EditableWeek.Span(start: 840, end: 1_080)])
        }
    }

    private func exception(_ random: inout SeededGenerator) -> EditableWeek.Exception {
        [EditableWeek.Exception.asUsual, .closed, .open([nine])][Int.random(in: 0..<3, using: &random)]
    }
}
