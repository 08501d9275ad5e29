import Core

@testable import Directory

/// Whole directories in the formats they are exchanged in.
enum ExchangeFuzz {
    static func tables(_ bytes: [UInt8]) {
        guard let mapping, var table = try? MappedTable(bytes, file: "t.csv", mapping: mapping, taxonomy: .invented) else { return }
        check(table.read())
    }

    static func geojson(_ bytes: [UInt8]) {
        guard let outlines = try? TerritoryGeoJSON().read(bytes, file: "t.geojson") else { return }
        let simplified = BoundarySimplification.simplify(outlines.map(\.boundary), tolerance: 10)
        expect(simplified.count == outlines.count, "\(outlines.count) areas became \(simplified.count)")
        for ring in simplified.flatMap(\.polygons).joined() {
            expect(ring.count >= 4 && ring.first == ring.last, "a ring is no longer closed")
        }
        if let point = outlines.first?.boundary.polygons.first?.first?.first { _ = simplified[0].contains(point) }
    }

    static func hsds(_ bytes: [UInt8]) {
        guard let reading = try? HSDSReader(source: "invented", taxonomy: .invented).read(bytes, file: "h.json") else { return }
        check(reading)
    }

    /// The input is read as structures, and as services of one invented structure.
    static func dataInclusion(_ bytes: [UInt8]) {
        let reader = DataInclusionReader(taxonomy: .invented)
        let input = DataInclusionReader.File(name: "input.json", bytes: bytes)
        let none = DataInclusionReader.File(name: "none.json", bytes: Array("[]".utf8))
        let structures = DataInclusionReader.File(name: "structures.json", bytes: Array(structure.utf8))
        if let reading = try? reader.read(structures: input, services: none) { check(reading) }
        if let reading = try? reader.read(structures: structures, services: input) { check(reading) }
    }

    static func archives(_ bytes: [UInt8]) {
        if let archive = try? ZipReader(bytes, file: "a.zip") {
            for entry in archive.entries.values {
                expect(!entry.name.hasPrefix("/") && !entry.name.split(separator: "/").contains(".."), "\(entry.name) leaves")
                guard let content = try? archive.content(entry) else { continue }
                expect(content.count == entry.size, "\(entry.name) has another size")
            }
        }
        if let reading = try? HSDSTabular.read(bytes, file: "a.zip", source: "invented", taxonomy: .invented) { check(reading) }
    }

    /// What is refused says where and why; identifiers are those of different records; hours that are kept as hours can be read.
    private static func check(_ reading: ImportReading) {
        expect(reading.refused.allSatisfy { !$0.reason.isEmpty }, "a refusal without a reason")
        let services = reading.records.services
        expect(Set(services.map(\.id)).count == services.count, "two services with one identifier")
        for occurrence in reading.records.servicesAtLocations {
            guard let hours = occurrence.hours else { continue }
            expect((try? OpeningHours(hours)) != nil, "“\(hours)” is kept as opening hours")
        }
    }

    private static let mapping = try? CSVMapping(
        Array(
            """
            source: invented
            id: id
            columns: {nom: name, rue: street, lat: latitude, lon: longitude, besoin: needs}
            days: {monday: lundi}
            constants: {cost: free}
            """.utf8), file: "m.yaml")

    private static let structure =
        #"[{"source":"invented","id":"a","nom":"Structure inventée","date_maj":"2026-01-01","horaires_accueil":"Mo-Fr 09:00-17:00","latitude":48.85,"longitude":2.35}]"#
}

extension Taxonomy {
    static let invented = Taxonomy(terms: [
        Term(id: "wash", facet: .theme, label: LocalizedText()),
        Term(id: "shower", facet: .need, parentID: "wash", label: LocalizedText(), dataInclusion: ["hygiene"]),
    ])
}
