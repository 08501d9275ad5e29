import Testing

@testable import Core

@Suite struct DayColumnsTests {
    @Test(arguments: [
        (["09:00 - 12:00 / 13:30 - 17:00", "09:00-12:00/13:30-17:00", "", "-", "Fermé"], "Mo,Tu 09:00-12:00,13:30-17:00"),
        (["09:00-12:00", "09:00-12:00", "09:00-12:00", "13:00-17:00"], "Mo-We 09:00-12:00; Th 13:00-17:00"),
        (["08 :00-12:00,14:00-17:00 18:00-19:00"], "Mo 08:00-12:00,14:00-17:00,18:00-19:00"),
        (["14:00 - 17:00 / 09:00 - 12:00 / 09:00 - 12:00"], "Mo 09:00-12:00,14:00-17:00"),
        (["", "", "", "", "22:00 - 02:00", "10:00 - 12:00"], "Fr 22:00-02:00, Sa 10:00-12:00"),
        (["09:00 - 33:00"], "Mo 09:00-33:00"),
    ])
    func columnsBecomeHours(columns: [String], canonical: String) throws {
        let hours = try #require(try DayColumns(columns).hours())
        #expect(hours.description == canonical)
        #expect(try OpeningHours(canonical) == hours)
    }

    @Test func emptyColumnsAreNoHours() throws {
        #expect(try DayColumns(["", "-", " "]).hours() == nil)
    }

    @Test(arguments: [
        ("09:00-12h00", 6), ("09:00-12:30-13:30-17:00", 11), ("07:30:12:30", 0), ("09:00-13:00-/3:00-16:00", 11), ("sunrise-12:00", 13),
        ("17:00+", 6), ("rdv", 0),
    ])
    func aColumnThatIsNotUnderstoodIsRefusedWithItsDay(column: String, position: Int) throws {
        do {
            Issue.record("\(String(describing: try DayColumns(["", column]).hours()))")
        } catch {
            #expect(error.weekday == 2 && error.position == position && error.reason.hasSuffix("."), "\(error)")
        }
    }

    @Test func hoursBecomeColumnsAndSayWhatDoesNotFit() throws {
        let plain = DayColumns.from(try OpeningHours("Mo-Fr 09:00-12:00,13:30-17:00; Sa 22:00-02:00"))
        #expect(plain.columns.columns == Array(repeating: "09:00 - 12:00 / 13:30 - 17:00", count: 5) + ["22:00 - 02:00", ""])
        #expect(plain.notExpressed.isEmpty)
        let more = DayColumns.from(try OpeningHours("Mo-Fr 09:00-12:00; PH off; Sa unknown \"rdv\""))
        #expect(more.columns.columns[0] == "09:00 - 12:00" && more.columns.columns[5].isEmpty)
        #expect(more.notExpressed == ["Holidays: “PH off”.", "Not certain: “Sa unknown \"rdv\"”."])
        #expect(DayColumns.from(try OpeningHours("Jul-Aug 10:00-12:00")).notExpressed.count == 1)
    }

    @Test func columnsGoToHoursAndBack() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let columns = (0..<7).map { _ in
                ["", "09:00 - 12:00", "09:00 - 12:00 / 14:00 - 18:30", "20:00 - 01:00", "00:30 - 24:00"].randomElement(using: &generator)
                    ?? ""
            }
            guard let hours = try DayColumns(columns).hours() else { continue }
            let nightsAreCut = zip(columns, columns.dropFirst() + columns.prefix(1)).contains {
                $0.hasPrefix("20") && $1.hasPrefix("00:30")
            }
            if !nightsAreCut { #expect(DayColumns.from(hours).columns == DayColumns(columns)) }
        }
    }
}
