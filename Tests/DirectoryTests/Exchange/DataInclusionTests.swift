import Core
import Directory
import Testing

@Suite("data·inclusion goes in and comes out")
struct DataInclusionTests {
    private static let structure =
        #"{"source": "essai", "id": "essai--1", "nom": "Maison inventée", "date_maj": "2026-01-02", "adresse": "1 rue Inventée", "code_postal": "75018", "commune": "Paris", "code_insee": "75118"}"#

    private static func service(_ more: String = "", id: String = "essai--1-a", structure: String = "essai--1") -> String {
        #"{"source": "essai", "structure_id": "\#(structure)", "id": "\#(id)", "nom": "Accueil inventé", "description": "Un accueil.", "date_maj": "2026-01-02"\#(more)}"#
    }

    private func read(_ structures: String, _ services: String) throws -> ImportReading {
        try DataInclusionReader(taxonomy: SampleRecords.taxonomy).read(
            structures: .init(name: "structures.json", bytes: Array(structures.utf8)),
            services: .init(name: "services.json", bytes: Array(services.utf8)))
    }

    @Test func aServiceWithoutAnAddressIsAtItsStructure() throws {
        let reading = try read("[\(Self.structure)]", "[\(Self.service())]")
        #expect(reading.refused.isEmpty)
        #expect(reading.records.servicesAtLocations.map(\.locationID) == reading.records.locations.map(\.id))
        #expect(reading.records.locations.first?.areaCode == "75118")
    }

    @Test func filesInTheWrongOrderAreRefusedInOneSentence() throws {
        let refusal = #expect(throws: Refusal.self) { try read("[\(Self.service())]", "[\(Self.structure)]") }
        #expect(
            refusal?.description
                == "structures.json, line 1: holds services where structures are expected: "
                + "name the file of structures first, then the file of services")
    }

    @Test func anAddressIsOneLocationHoweverManyServicesAreThere() throws {
        let address = #", "adresse": "1 rue Inventée", "code_postal": "75018", "commune": "Paris", "code_insee": "75118""#
        let reading = try read("[\(Self.structure)]", "[\(Self.service(address)), \(Self.service(address, id: "essai--1-b"))]")
        #expect(reading.records.locations.count == 1)
        #expect(reading.records.servicesAtLocations.count == 2)
    }

    @Test func freeTextIsKeptAsTextWithAProposal() throws {
        let reading = try read("[\(Self.structure)]", "[\(Self.service(#", "horaires_accueil": "Lundi : 9h-12h""#))]")
        #expect(reading.records.servicesAtLocations.first?.hours == nil)
        #expect(reading.records.servicesAtLocations.first?.hoursText == "Lundi : 9h-12h")
        #expect(reading.warnings.first?.field == "horaires_accueil")
        #expect(reading.warnings.first?.proposal == "Mo 09:00-12:00")
    }

    @Test func aProposalSaysWhatItLeavesOut() throws {
        let reading = try read(
            "[\(Self.structure)]", "[\(Self.service(#", "horaires_accueil": "Lundi : 9h-12h, selon la météo des grenouilles""#))]")
        let warning = try #require(reading.warnings.first { $0.field == "horaires_accueil" })
        #expect(warning.proposal == "Mo 09:00-12:00")
        #expect(warning.reason.contains("The proposal leaves out"))
    }

    @Test func slugsBecomeTermsAndUnknownOnesComeBack() throws {
        let slugs =
            #", "thematiques": ["numerique--acceder-a-des-services-en-ligne", "mobilite--preparer-un-permis"], "publics": ["femmes", "seniors"]"#
        let reading = try read("[\(Self.structure)]", "[\(Self.service(slugs))]")
        #expect(reading.records.services.first?.needs == ["computer-help"])
        #expect(reading.records.services.first?.audiences == ["women"])
        #expect(reading.warnings.contains { $0.reason.contains("mobilite--preparer-un-permis") })
        let written = DataInclusionWriter(taxonomy: SampleRecords.taxonomy, today: Day(year: 2026, month: 11, day: 23)).write(
            reading.records)
        let text = String(decoding: written.services, as: UTF8.self)
        #expect(text.contains(#""thematiques":["numerique--acceder-a-des-services-en-ligne","mobilite--preparer-un-permis"]"#))
        #expect(text.contains(#""publics":["femmes","seniors"]"#))
    }

    @Test(arguments: [
        (
            "structures.json", #"[{"source": "essai", "id": "essai--1", "date_maj": "2026-01-02"}]"#,
            "structures.json, line 1, nom (essai--1): is missing: a text is needed"
        ),
        (
            "structures.json", "[\n" + #"{"source": "essai", "id": "essai--1", "nom": 12, "date_maj": "2026-01-02"}]"#,
            "structures.json, line 2, nom (essai--1): should be a text, not a number"
        ),
        (
            "structures.json", #"[{"source": "essai", "id": "autre--1", "nom": "Maison", "date_maj": "2026-01-02"}]"#,
            "structures.json, line 1, id (autre--1): “autre--1” should be the source, two hyphens and the producer's own identifier: “essai--…”"
        ),
        (
            "structures.json", #"[{"source": "essai", "id": "essai--1", "nom": "Maison", "date_maj": "2026-02-30"}]"#,
            "structures.json, line 1, date_maj (essai--1): “2026-02-30” is not a day written YYYY-MM-DD"
        ),
        (
            "structures.json", "[\(structure),\n\(structure)]",
            "structures.json, line 2, id (essai--1): the structure essai--1 is already on line 1: keep one of them"
        ),
        (
            "services.json", "[\(service(structure: "essai--9"))]",
            "services.json, line 1, structure_id (essai--1-a): no structure essai--9 was taken: add it to the structures file, or correct its own line"
        ),
        (
            "services.json", "[\(service(#", "publics": ["femmes", 3]"#))]",
            "services.json, line 1, publics[1] (essai--1-a): should be a text, not a number"
        ),
    ])
    func aBrokenRecordIsRefusedAndSaysWhy(file: String, text: String, sentence: String) throws {
        let reading = file == "structures.json" ? try read(text, "[]") : try read("[\(Self.structure)]", text)
        #expect(reading.refused.map(\.description) == [sentence])
        #expect(reading.records.services.isEmpty)
    }

    @Test func aFileThatIsNotWholeTakesNothing() {
        #expect(throws: Refusal.self) { try read("[\(Self.structure)", "[]") }
    }

    @Test func aRefusedRecordDoesNotCloseWhatIsStored() throws {
        let before = try read("[\(Self.structure)]", "[\(Self.service())]")
        let after = try read("[\(Self.structure)]", "[\(Self.service(#", "publics": 3"#))]")
        let plan = ImportPlan(
            current: before.records, incoming: after.records, sources: after.sources, keeping: after.refusedRecords)
        #expect(plan.withdrawn.isEmpty)
    }

    @Test(arguments: 1...20)
    func whatTheFormatHoldsSurvivesTheRoundTrip(seed: UInt64) throws {
        var sample = SampleRecords(seed: seed)
        let first = try written(sample.records(services: 12))
        let reading = try read(first.structures, first.services)
        #expect(reading.refused.isEmpty)
        let second = try written(reading.records)
        #expect(second.structures == first.structures)
        #expect(second.services == first.services)
        #expect(try read(second.structures, second.services).records == reading.records)
    }

    private func written(_ records: DirectoryRecords) throws -> (structures: String, services: String) {
        let writer = DataInclusionWriter(taxonomy: SampleRecords.taxonomy, today: Day(year: 2026, month: 11, day: 23))
        let files = writer.write(records)
        return (String(decoding: files.structures, as: UTF8.self), String(decoding: files.services, as: UTF8.self))
    }

    /// Some services of the plan are in ten arrondissements, whose centres are no addresses.
    @Test func aServiceInManyAreasIsWrittenUnderAsManyIdentifiers() throws {
        let pack = try CityPack.read(folder: RealInput.root + "/packs/paris")
        let files = DataInclusionWriter(taxonomy: pack.taxonomy, today: Day(year: 2026, month: 11, day: 23)).write(pack.records)
        let reading = try DataInclusionReader(taxonomy: pack.taxonomy).read(
            structures: .init(name: "structures.json", bytes: files.structures),
            services: .init(name: "services.json", bytes: files.services))
        #expect(reading.refused.isEmpty)
        let active = Set(pack.records.services.filter { $0.status == .active }.map(\.id))
        #expect(reading.records.services.count == pack.records.servicesAtLocations.count { active.contains($0.serviceID) })
    }

    @Test(.enabled(if: RealInput.isThere, Comment(rawValue: RealInput.skipped)))
    func theRealFilesImportWholeAndComeBack() throws {
        let taxonomy = try CityPack.read(folder: RealInput.root + "/packs/paris").taxonomy
        let reader = DataInclusionReader(taxonomy: taxonomy)
        let reading = try reader.read(
            structures: .init(name: "structures.json", bytes: RealInput.bytes("data-inclusion/structures.json")),
            services: .init(name: "services.json", bytes: RealInput.bytes("data-inclusion/services.json")))
        #expect(reading.read == 7_620)
        #expect(reading.refused.isEmpty)
        #expect(reading.records.organizations.count == 3_810)
        #expect(reading.records.services.count == 3_810)
        #expect(reading.warnings.allSatisfy { $0.line != nil && $0.field != nil })
        let files = DataInclusionWriter(taxonomy: taxonomy, today: Day(year: 2026, month: 11, day: 23)).write(reading.records)
        let again = try reader.read(
            structures: .init(name: "structures.json", bytes: files.structures),
            services: .init(name: "services.json", bytes: files.services))
        let plan = ImportPlan(current: reading.records, incoming: again.records, sources: reading.sources)
        // Three addresses of websites hold a removed e-mail between brackets: no URI, so the format cannot hold them.
        #expect(plan.changed.map(\.fields) == [["website"], ["website"], ["website"]])
        #expect(plan.created.isEmpty && plan.withdrawn.isEmpty)
    }
}
