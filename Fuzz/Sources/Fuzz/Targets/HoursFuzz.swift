import Core
import Foundation

@testable import Directory

/// Opening hours, in the four ways they are written.
enum HoursFuzz {
    static func expression(_ bytes: [UInt8]) {
        guard let hours = try? OpeningHours(text(bytes)) else { return }  // refused with a sentence: nothing more to check
        checkCanonical(hours)
        checkWeek(hours, choice(bytes))
    }

    static func french(_ bytes: [UInt8]) {
        guard let proposal = FrenchHours.propose(text(bytes)) else { return }
        checkCanonical(proposal.hours)
        checkWeek(proposal.hours, choice(bytes))
    }

    static func columns(_ bytes: [UInt8]) {
        let columns = DayColumns(text(bytes).split(separator: "\n", omittingEmptySubsequences: false).map { String($0) })
        guard let hours = try? columns.hours() else { return }
        checkCanonical(hours)
        checkWeek(hours, choice(bytes))
        let again = DayColumns.from(hours).columns
        do {
            guard let second = try again.hours() else { return expect(false, "columns lost the hours of \(hours.description)") }
            expect(DayColumns.from(second).columns == again, "columns are not stable: \(hours.description)")
        } catch {
            expect(false, "the columns of \(hours.description) do not read back: \(error)")
        }
    }

    static func schedules(_ bytes: [UInt8]) {
        guard var reader = try? JSONReader(bytes, file: "s.json"), let document = try? reader.document(),
            let schedules = try? SourceDecoder.decode([HSDSSchedule].self, from: document, trail: .init(file: "s.json")),
            schedules.count < 50, let hours = HSDSSchedule.hours(of: schedules).hours
        else { return }
        checkCanonical(hours)
        checkWeek(hours, choice(bytes))
        expect(!hours.hsdsSchedules().schedules.isEmpty, "no schedule for \(hours.description)")
    }

    private static func checkCanonical(_ hours: OpeningHours) {
        let canonical = hours.description
        guard canonical.count <= OpeningHours.longestText else { return }
        do {
            let again = try OpeningHours(canonical)
            expect(again == hours, "“\(hours.text)” → “\(canonical)” → “\(again.description)”")
        } catch {
            expect(false, "the canonical text “\(canonical)” of “\(hours.text)” does not read back: \(error)")
        }
    }

    /// One week somewhere between 1970 and 2100.
    private static func checkWeek(_ hours: OpeningHours, _ choice: UInt64) {
        let from = Instant(seconds: Int64(choice % 4_102_444_800))
        let context = HoursContext(
            holidays: Holidays(schoolZone: nil, alsaceMoselle: choice & 1 == 0),
            coordinate: choice & 2 == 0 ? nil : (48.8566, 2.3522),
            closures: choice & 4 == 0 ? [] : [Closure(from: Zone.paris.local(from).day, to: Zone.paris.local(from).day, hours: hours)])
        var end = from
        for interval in hours.intervals(from: from, to: from + 8 * 86_400, in: context) {
            expect(interval.from >= end && interval.to > interval.from, "intervals overlap or are empty: \(hours.description)")
            expect(interval.state != .closed, "a closed interval: \(hours.description)")
            expect(hours.state(at: interval.from, in: context) == interval.state, "two answers at \(interval.from): \(hours.description)")
            end = interval.to
        }
        if let change = hours.nextChange(after: from, in: context) {
            expect(
                change.at > from && change.state != hours.state(at: from, in: context), "no change at \(change.at): \(hours.description)")
        }
    }
}
