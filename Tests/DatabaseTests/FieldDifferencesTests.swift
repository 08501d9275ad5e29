import Database
import Foundation
import Testing

@Suite struct FieldDifferencesTests {
    private let before = #"{"alert":{},"name":{"en":{"text":"Shower"},"fr":{"text":"Douche \"A/B\""}},"needs":["shower"],"x~/y":1}"#
    private let after = #"{"hours":"24/7","name":{"ar":{"text":"دوش"},"fr":{"text":"Douches"}},"needs":["shower","wash"],"x~/y":2}"#

    @Test func onlyWhatChangedIsKeptEachFieldWithBothValues() throws {
        let differences = try FieldDifferences(from: before, to: after)
        #expect(
            differences.fields == [
                .init(path: "/alert", before: "{}", after: nil),
                .init(path: "/hours", before: nil, after: #""24/7""#),
                .init(path: "/name/ar", before: nil, after: #"{"text":"دوش"}"#),
                .init(path: "/name/en", before: #"{"text":"Shower"}"#, after: nil),
                .init(path: "/name/fr/text", before: #""Douche \"A/B\"""#, after: #""Douches""#),
                .init(path: "/needs", before: #"["shower"]"#, after: #"["shower","wash"]"#),
                .init(path: "/x~0~1y", before: "1", after: "2"),
            ])
        #expect(try JSONSerialization.jsonObject(with: Data(differences.json.utf8)) is [String: Any])
        #expect(try FieldDifferences(payload: differences.json) == differences)
    }

    @Test func undoingGivesTheFormerRecordAndKeepsWhatElseChanged() throws {
        let differences = try FieldDifferences(from: before, to: after)
        #expect(try differences.undone(on: after) == before)
        let later = after.replacing(#""hours""#, with: #""email":"a@example.org","hours""#)
        #expect(try differences.undone(on: later) == before.replacing(#""alert":{},"#, with: #""alert":{},"email":"a@example.org","#))
    }

    @Test func whatChangedAgainSinceIsNamedAndNotLost() throws {
        let differences = try FieldDifferences(from: before, to: after)
        let later = after.replacing("Douches", with: "Bains").replacing(#""24/7""#, with: #""Mo 09:00-12:00""#)
        #expect(throws: FieldDifferences.Conflict(paths: ["/hours", "/name/fr/text"])) { try differences.undone(on: later) }
    }

    @Test func nothingChangedIsNothing() throws {
        #expect(try FieldDifferences(from: before, to: before).fields == [])
        #expect(try FieldDifferences(payload: "{}").fields == [])
        #expect(try FieldDifferences(payload: #"{"count":3}"#).fields == [])
    }

    @Test(arguments: ["", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":"b"#, #"{"a":[1,2}"#, #"{"fields":{"/a":["b"]}}"#, "[]"])
    func brokenTextIsRefused(text: String) {
        #expect(throws: DatabaseError.self) { try FieldDifferences(payload: text) }
    }
}
