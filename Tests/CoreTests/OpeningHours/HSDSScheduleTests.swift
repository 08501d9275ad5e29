import Foundation
import Testing

@testable import Core

@Suite struct HSDSScheduleTests {
    private func schedule(_ change: (inout HSDSSchedule) -> Void) -> HSDSSchedule {
        var schedule = HSDSSchedule()
        schedule.freq = "WEEKLY"
        schedule.byday = "MO,TH"
        schedule.opensAt = "09:00"
        schedule.closesAt = "17:00"
        change(&schedule)
        return schedule
    }

    @Test func aWeeklyTextBecomesOneScheduleForEachSpan() throws {
        let (schedules, notExpressed) = try OpeningHours("Mo-Fr 09:00-12:00,14:00-17:00; We 10:00-12:00").hsdsSchedules()
        #expect(notExpressed.isEmpty)
        #expect(schedules.map(\.byday) == ["MO,TU,TH,FR", "MO,TU,TH,FR", "WE"])
        #expect(schedules.map(\.opensAt) == ["09:00", "14:00", "10:00"] && schedules.map(\.closesAt) == ["12:00", "17:00", "12:00"])
        #expect(
            schedules.allSatisfy {
                $0.freq == "WEEKLY" && $0.interval == 1 && $0.description == "Mo-Fr 09:00-12:00,14:00-17:00; We 10:00-12:00"
            })
    }

    @Test(arguments: [
        "Mo-Fr 09:00-12:00,14:00-17:00", "24/7", "Fr 22:00-02:00, Sa 10:00-12:00", "Th[1,3] 14:00-16:00", "Su[-1] 10:00-12:00",
        "2026 Sep 01-2027 Jun 30 Mo 18:00-20:00",
        "week 10,12 Mo 10:00-12:00", "2026 Mo 10:00-12:00", "Mo-Fr 09:00-17:00; PH off", "Mo 10:00-12:00 \"rdv\"",
    ])
    func whatWasWrittenIsReadBackExactly(text: String) throws {
        let hours = try OpeningHours(text)
        let (schedules, _) = hours.hsdsSchedules()
        let data = try JSONEncoder().encode(schedules)
        let back = HSDSSchedule.hours(of: try JSONDecoder().decode([HSDSSchedule].self, from: data))
        #expect(back.hours == hours && back.notUnderstood.isEmpty)
    }

    @Test(arguments: [
        "Mo-Fr 09:00-12:00,14:00-17:00", "Th[1,3] 14:00-16:00", "Su[-1] 10:00-12:00", "2026 Sep 01-2027 Jun 30 Mo 18:00-20:00",
        "week 10,12 Mo 10:00-12:00", "Fr 22:00-02:00, Sa 10:00-12:00",
    ])
    func whatHSDSCanSayIsReadBackFromItsFieldsAlone(text: String) throws {
        let hours = try OpeningHours(text)
        var (schedules, notExpressed) = hours.hsdsSchedules()
        for index in schedules.indices { schedules[index].description = nil }
        let back = HSDSSchedule.hours(of: schedules)
        #expect(notExpressed.isEmpty && back.hours == hours, "\(String(describing: back))")
    }

    @Test(arguments: [
        ("Mo-Fr 09:00-17:00; PH off", 1), ("Mo 10:00-12:00 \"rdv\"", 2), ("17:00+", 1), ("Jul-Aug 10:00-12:00", 1),
        ("Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 09:00-12:00", 2),
        ("sunrise-sunset", 1), ("2026 Mo 10:00-12:00; 2026 Dec 28 off", 2), ("Th[1] +1 day 10:00-12:00", 1),
        ("Th[1] 10:00-12:00; Th[1] off", 2), ("2026 Jan-2026 Mar Mo 09:00-33:00", 1),
    ])
    func whatHSDSCannotSayIsListedAndNotClaimed(text: String, reasons: Int) throws {
        let (schedules, notExpressed) = try OpeningHours(text).hsdsSchedules()
        #expect(notExpressed.count == reasons, "\(notExpressed)")
        #expect(schedules.allSatisfy { $0.description != nil })
        #expect(schedules.contains { $0.opensAt != nil } == (text == "Mo-Fr 09:00-17:00; PH off"))
    }

    @Test func schedulesWithTheSameDaysBecomeOneRule() {
        let back = HSDSSchedule.hours(of: [
            schedule { $0.closesAt = "12:00:00" }, schedule { $0.opensAt = "14:00+01:00" },
            schedule {
                $0.byday = "2SA,-1SA"; $0.freq = "MONTHLY"
            },
            schedule {
                $0.byday = nil; $0.bymonthday = "15"; $0.freq = "MONTHLY"
            },
            schedule {
                $0.byday = "SU"; $0.closesAt = nil
            },
        ])
        #expect(back.notUnderstood.isEmpty)
        let dates = HoursWord.months.map { "\($0) 15" }.joined(separator: ",")
        #expect(back.hours?.description == "Mo,Th 09:00-12:00,14:00-17:00, Sa[2,-1] 09:00-17:00, \(dates) 09:00-17:00, Su 09:00+")
    }

    @Test func thePeriodIsTheNarrowestThatTheFieldsGive() {
        let back = HSDSSchedule.hours(of: [
            schedule {
                $0.validFrom = "2026-01-01"; $0.dtstart = "2026-02-01"; $0.validTo = "2026-12-31"; $0.until = "2026-06-30"
            }
        ])
        #expect(back.hours?.description == "2026 Feb 01-2026 Jun 30 Mo,Th 09:00-17:00")
        #expect(HSDSSchedule.hours(of: [schedule { $0.validFrom = "2026-02-01" }]).hours?.description == "2026 Feb 01+ Mo,Th 09:00-17:00")
    }

    static let unreadable: [(String, @Sendable (inout HSDSSchedule) -> Void)] = [
        ("interval", { $0.interval = 2 }), ("freq", { $0.freq = "YEARLY" }), ("count", { $0.count = 4 }),
        ("byyearday", { $0.byyearday = "5" }), ("opens_at", { $0.opensAt = nil }),
        ("opens_at", { $0.opensAt = "9h" }), ("closes_at", { $0.closesAt = "25:00" }), ("opens_at", { $0.opensAt = "09:00-05:00" }),
        ("byday", { $0.byday = "XX" }), ("byday", { $0.byday = "1MO" }),
        ("byweekno", { $0.byweekno = "-5" }), ("bymonthday", { $0.bymonthday = "-1" }), ("valid_from", { $0.validFrom = "2026-02-30" }),
        (
            "ends before",
            {
                $0.validFrom = "2026-02-01"; $0.until = "2026-01-01"
            }
        ),
        ("same time", { $0.closesAt = "09:00" }),
        (
            "bymonthday",
            {
                $0.bymonthday = "3"; $0.validFrom = "2026-01-01"
            }
        ),
    ]

    @Test(arguments: unreadable.indices)
    func aScheduleThatCannotBeReadIsListedAndTheOthersAreKept(index: Int) {
        let (word, change) = Self.unreadable[index]
        let back = HSDSSchedule.hours(of: [schedule(change), schedule { $0.byday = "SU" }])
        #expect(back.hours?.description == "Su 09:00-17:00")
        #expect(
            back.notUnderstood.count == 1 && back.notUnderstood[0].hasPrefix("Schedule 1: ") && back.notUnderstood[0].contains(word),
            "\(back.notUnderstood)")
    }

    @Test(.enabled(if: RealFiles.areHere, "the shared data folder is not beside the project"))
    func theOfficialExampleIsReadOrRefusedWithReasons() throws {
        struct Service: Decodable { let schedules: [HSDSSchedule] }
        let data = try Data(contentsOf: RealFiles.folder.appending(path: "hsds-3.1/examples/service_full.json"))
        let back = HSDSSchedule.hours(of: try JSONDecoder().decode(Service.self, from: data).schedules)
        #expect(back.hours == nil && back.notUnderstood.count == 1)
    }
}
