import Core
import Directory
import Testing

@Suite("Any table is read through a mapping")
struct MappedTableTests {
    private static let mapping = """
        source: essai
        id: numero
        columns:
          nom: name
          rue: street
          besoin: needs
        values:
          besoin: {douche: shower}
        days: {monday: lundi, sunday: dimanche}
        keep: [remarque]
        """
    private static let header = "numero;nom;rue;besoin;lundi;dimanche;remarque\n"

    private func read(_ table: String, mapping: String = mapping) throws(Refusal) -> ImportReading {
        var mapped = try MappedTable(
            Array(table.utf8), file: "t.csv", mapping: CSVMapping(Array(mapping.utf8), file: "m.yaml"), taxonomy: SampleRecords.taxonomy)
        return mapped.read()
    }

    private func sentence(_ table: String, mapping: String = mapping) -> String? {
        do throws(Refusal) {
            return try read(table, mapping: mapping).refused.first?.description
        } catch {
            return error.description
        }
    }

    @Test func aRowBecomesFourRecords() throws {
        let records = try read(Self.header + "1;Bains inventés;\"2; rue\";douche;09:00 - 12:00 / 14:00 - 17:00;;à revoir").records
        #expect(records.services.first?.needs == ["shower"])
        #expect(records.services.first?.extra == ["remarque": "à revoir"])
        #expect(records.locations.first?.address?.street == "2; rue")
        #expect(records.servicesAtLocations.first?.hours == "Mo 09:00-12:00,14:00-17:00")
        #expect(records.organizations.count == 1)
    }

    @Test func anOddHourKeepsTheWeekAsTextAndSaysWhere() throws {
        let reading = try read(Self.header + "1;Bains;;douche;09:00-12h00;10:00 - 11:00;")
        #expect(reading.records.servicesAtLocations.first?.hours == nil)
        #expect(reading.records.servicesAtLocations.first?.hoursText == "lundi: 09:00-12h00; dimanche: 10:00 - 11:00")
        #expect(reading.warnings.first?.line == 2 && reading.warnings.first?.field == "lundi")
    }

    @Test func aSpanThatEndsWhenItBeginsIsOdd() throws {
        let reading = try read(Self.header + "1;Bains;;;00:00 - 00:00;;")
        #expect(reading.records.servicesAtLocations.first?.hours == nil)
        #expect(reading.warnings.contains { $0.field == "lundi" && $0.reason.contains("begins and ends at once") })
    }

    @Test(arguments: [
        ("1;Bains;;piscine;;;", "t.csv, line 2, besoin (1): “piscine” is not in the mapping's values (douche): add it there"),
        ("1;Bains;;;;", "t.csv, line 2 (1): has 6 cells where the header has 7 columns: look for a missing separator or quote"),
        (";Bains;;;;;", "t.csv, line 2, numero: is empty: every row needs its identifier"),
        ("1;;;;;;", "t.csv, line 2 (1): has no name"),
        ("1;A;;;;;\n1;B;;;;;", "t.csv, line 3, numero (1): “1” is already the identifier of line 2"),
    ])
    func aBrokenRowIsRefusedAndSaysWhy(rows: String, expected: String) {
        #expect(sentence(Self.header + rows) == expected)
    }

    @Test func aColumnTheMappingDoesNotKnowIsRefused() {
        #expect(
            sentence("numero;nom;rue;besoin;lundi;dimanche;remarque;courriel\n")
                == "t.csv, line 1, courriel: the mapping m.yaml says nothing of this column: map it, or put it under “keep” or “ignore”")
    }

    @Test func aColumnTheTableDoesNotHaveIsRefused() {
        #expect(
            sentence("numero;nom;besoin;lundi;dimanche;remarque\n")
                == "m.yaml, line 5, rue: the table t.csv has no column “rue”; it has numero, nom, besoin, lundi, dimanche, remarque")
    }

    @Test(arguments: [
        ("  nom: name", "  nom: nam", "m.yaml, line 4, columns.nom: “nam” is not a field a column can fill"),
        ("douche: shower", "douche: piscine", "t.csv, line 2, besoin (1): the taxonomy has no term “piscine”: map it under “values”"),
        ("monday: lundi", "lundi: lundi", "m.yaml, line 9, days.lundi: is not a day: monday"),
        ("source: essai", "source: essai\ncolour: red", "m.yaml, line 2, colour: a mapping has no such field: correct or remove it"),
        ("id: numero", "id: [numero", "m.yaml, line 3: is not YAML:"),
        ("source: essai", "source: essai\nseparator: x", "m.yaml, line 2, separator: “x” is not a separator"),
        ("source: essai", "source: essai\nencoding: EBCDIC", "m.yaml, line 2, encoding: “EBCDIC” is not read: UTF-8 or Windows-1252"),
    ])
    func aBrokenMappingIsRefusedWithItsLine(word: String, wrong: String, start: String) {
        let found = sentence(Self.header + "1;Bains;;douche;;;", mapping: Self.mapping.replacing(word, with: wrong, maxReplacements: 1))
        #expect(found?.hasPrefix(start) == true, "\(found ?? "taken")")
    }

    @Test(.enabled(if: RealInput.isThere, Comment(rawValue: RealInput.skipped)))
    func theListOfFranceServicesImportsWhole() throws {
        let taxonomy = try CityPack.read(folder: RealInput.root + "/packs/paris").taxonomy
        let mapping = try CSVMapping(RealInput.ours("mappings/france-services.yaml"), file: "france-services.yaml")
        let bytes = try RealInput.bytes("france-services/france-services-2022-12.csv")
        var table = try MappedTable(bytes, file: "france-services.csv", mapping: mapping, taxonomy: taxonomy)
        let reading = table.read()
        #expect(reading.read == 2_683)
        #expect(reading.refused.isEmpty)
        #expect(reading.records.services.count == 2_683)
        #expect(reading.records.organizations.map(\.name) == ["France services"])
        // Every site without readable hours either gave none or is in the report with its line and column.
        let told = Set(reading.warnings.filter { $0.field != nil }.compactMap(\.record))
        let kept = reading.records.servicesAtLocations.filter { $0.hoursText != nil }.map(\.provenance.sourceID)
        #expect(Set(kept) == told)
        #expect(told.count == 17)
    }
}
