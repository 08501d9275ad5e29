import Core
import Testing

@testable import Directory

/// Two people change one record.
@Suite struct EditMergeTests {
    private func fields(_ edit: (inout Service) -> Void = { _ in }) throws -> RecordFields {
        var service = InventedDirectory.records(services: 1...1).services[0]
        edit(&service)
        return try service.fields()
    }

    @Test func aRecordReadsBackFromItsFields() throws {
        var service = InventedDirectory.records(services: 1...1).services[0]
        service.alert = LocalizedText("Grève / fermé ~ demain", in: .french)
        service.documents = [LocalizedText("Une pièce", in: .french)]
        service.extra = ["a/b": "c"]
        #expect(try Service(service.fields()) == service)
    }

    @Test func differentFieldsAreBothKept() throws {
        let merge = EditMerge(
            opened: try fields(), current: try fields { $0.email = "nouveau@exemple.example" },
            mine: try fields { $0.needs = ["shower", "laundry"] })
        #expect(merge.clashes.isEmpty && merge.edited == ["needs"])
        let merged = try Service(merge.merged)
        #expect(merged.email == "nouveau@exemple.example" && merged.needs == ["shower", "laundry"])
    }

    @Test func theSameFieldOfTwoLanguagesIsNoClash() throws {
        let arabic = Language("ar")
        let merge = EditMerge(
            opened: try fields(), current: try fields { $0.name.set("حمام", state: .human, in: arabic) },
            mine: try fields { $0.name.set("Douche chaude", state: .human, in: .french) })
        #expect(merge.clashes.isEmpty)
        let name = try Service(merge.merged).name
        #expect(name[.french] == "Douche chaude" && name[arabic] == "حمام")
    }

    @Test func theSameFieldIsAClashWithBothValues() throws {
        let merge = EditMerge(
            opened: try fields(), current: try fields { $0.email = "leur@exemple.example" },
            mine: try fields { $0.email = "mien@exemple.example" })
        let clash = try #require(merge.clashes.first)
        #expect(merge.clashes.count == 1 && clash.path == ["email"])
        #expect(clash.theirsInWords == "leur@exemple.example")
        #expect(try Service(merge.merged).email == "mien@exemple.example")
    }

    @Test func theSameChangeByBothIsNoClash() throws {
        let changed = try fields { $0.email = "juste@exemple.example" }
        let merge = EditMerge(opened: try fields(), current: changed, mine: changed)
        #expect(merge.clashes.isEmpty && merge.merged == changed)
    }

    @Test func aTextThatWasEmptyAndOneThatIsEmptied() throws {
        let alert = LocalizedText("Travaux", in: .french)
        let added = EditMerge(opened: try fields(), current: try fields(), mine: try fields { $0.alert = alert })
        #expect(try Service(added.merged).alert == alert)
        let removed = EditMerge(opened: try fields { $0.alert = alert }, current: try fields { $0.alert = alert }, mine: try fields())
        #expect(try Service(removed.merged).alert.isEmpty)
    }

    @Test func aTextOneRemovesAndTheOtherChangesIsThereWholeOrNotAtAll() throws {
        let (alert, other) = (LocalizedText("Travaux", in: .french), LocalizedText("Fermé", in: .french))
        let kept = EditMerge(opened: try fields { $0.alert = alert }, current: try fields(), mine: try fields { $0.alert = other })
        #expect(!kept.clashes.isEmpty)
        #expect(try Service(kept.merged).alert == other)
        var outdated = alert
        outdated.set("Travaux longs", state: .outdated, in: .french)
        let removed = EditMerge(opened: try fields { $0.alert = alert }, current: try fields { $0.alert = outdated }, mine: try fields())
        #expect(!removed.clashes.isEmpty)
        #expect(try Service(removed.merged).alert.isEmpty)
    }

    @Test func aChangedTextLeavesItsTranslationsOutdated() {
        var text = LocalizedText("Douches", in: .french)
        text.set("Showers", state: .reviewed, in: .english)
        let edited = text.edited("Douches chaudes", in: .french)
        #expect(edited.state(in: .english) == .outdated && edited[.french] == "Douches chaudes")
        #expect(text.edited("Douches", in: .french) == text)
        #expect(text.edited("", in: .french).isEmpty)
    }
}
