import Core
import Testing
import Web

@testable import Directory

/// The rows of the week editor, as they are typed.
@Suite struct HoursFormTests {
    private func form(_ values: [String: String]) -> HoursForm {
        var fields = FormFields()
        for (name, value) in values { fields[name] = value }
        return HoursForm(fields: fields)
    }

    @Test func twoSpansADayAndNights() {
        let typed = form(["moa": "09:00", "mob": "12:00", "moc": "14:00", "mod": "18:00", "fra": "22:00", "frb": "02:00", "ph": "closed"])
        #expect(typed.hours().hours?.description == "Mo 09:00-12:00,14:00-18:00, Fr 22:00-02:00; PH off")
    }

    @Test func halfASpanComesBack() {
        let (hours, problems, _) = form(["moa": "09:00"]).hours()
        #expect(hours == nil && problems.all.map(\.field) == ["moa"])
    }

    @Test func mondayIsCopiedToFriday() {
        let copied = HoursForm(fields: form(["moa": "09:00", "mob": "12:00", "saa": "10:00", "sab": "11:00"]).copyingMonday())
        #expect(copied.hours().hours?.description == "Mo-Fr 09:00-12:00; Sa 10:00-11:00")
    }

    @Test(arguments: [
        "Mo-Fr 09:00-12:00,14:00-18:00; Sa unknown; PH off", "24/7", "Mo-Su 20:00-08:00; PH 10:00-12:00", "We 09:00-11:00; SH off",
    ])
    func aStoredWeekFillsTheRowsThatGiveItBack(text: String) throws {
        let week = try #require(EditableWeek(try OpeningHours(text)))
        let again = HoursForm(fields: HoursForm.fields(of: week)).hours().hours
        #expect(again.flatMap(EditableWeek.init) == week)
    }

    @Test func aTextThatIsNotUnderstoodSaysWhere() {
        let (hours, problems, position) = form(["way": "text", "text": "Mo 09:00-"]).hours()
        #expect(hours == nil && problems.all.map(\.field) == ["text"] && position != nil)
    }
}
