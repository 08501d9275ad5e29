import Core
import Directory
import Testing

@Suite("The directory goes out for spreadsheets and maps")
struct FlatExportTests {
    private func records() -> DirectoryRecords {
        var sample = SampleRecords(seed: 11)
        return sample.records(services: 20)
    }

    @Test func oneLineAServiceAtLocation() throws {
        let table = try CSVReader(FlatExport(records(), taxonomy: SampleRecords.taxonomy).csv(), file: "out.csv")
        #expect(table.rows.count == 20)
        #expect(table.rows.allSatisfy { $0.cells.count == table.header.count })
    }

    @Test func closedServicesAreLeftOut() throws {
        var records = records()
        records.services[0].status = .defunct
        #expect(try CSVReader(FlatExport(records, taxonomy: SampleRecords.taxonomy).csv(), file: "out.csv").rows.count == 19)
    }

    @Test func aFormulaIsOnlyText() throws {
        var records = records()
        records.services[0].name = LocalizedText("=HYPERLINK(\"https://example.org\")", in: .french)
        records.services[0].phones = [Phone(number: "+33 1 00 00 00 00")]
        let table = try CSVReader(FlatExport(records, taxonomy: SampleRecords.taxonomy).csv(), file: "out.csv")
        let column = try #require(table.header.firstIndex(of: "service"))
        let phone = try #require(table.header.firstIndex(of: "phone"))
        #expect(table.rows[0].cells[column] == "'=HYPERLINK(\"https://example.org\")")
        #expect(table.rows[0].cells[phone] == "+33 1 00 00 00 00")
    }

    @Test func pointsAreLongitudeFirstAndMissingOnesNull() throws {
        let records = records()
        var reader = try JSONReader(FlatExport(records, taxonomy: SampleRecords.taxonomy).geoJSON(), file: "out.geojson")
        guard case .list(let features)? = try reader.document()["features"]?.content else { throw Refusal("no features") }
        #expect(features.count == 20)
        let located = Set(records.locations.filter { $0.coordinate != nil }.map(\.id))
        #expect(
            features.filter { $0["geometry"]?.content != .null }.count
                == records.servicesAtLocations.filter { located.contains($0.locationID) }.count)
        let first = features.lazy.compactMap { $0["geometry"]?["coordinates"] }.first
        guard case .list(let numbers)? = first?.content, case .number(let longitude) = numbers[0].content else { throw Refusal("no point") }
        #expect(longitude.hasPrefix("2."))
    }
}
