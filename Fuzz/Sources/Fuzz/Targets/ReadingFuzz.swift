import Core

@testable import Directory

/// The three file formats, and the two kinds of files people write in YAML.
enum ReadingFuzz {
    static func json(_ bytes: [UInt8]) {
        if var lines = try? JSONReader(bytes, file: "f.json") { try? lines.records(under: "contents") { _ in } }  // refused: told in a sentence
        guard var reader = try? JSONReader(bytes, file: "f.json"), let value = try? reader.document() else { return }
        let written = JSONText.encode(value)
        do {
            var again = try JSONReader(written, file: "g.json")
            expect(JSONText.encode(try again.document()) == written, "JSON does not read back: \(text(written))")
        } catch {
            expect(false, "what was written is refused: \(error)")
        }
    }

    static func csv(_ bytes: [UInt8]) {
        for encoding in TextEncoding.allCases {
            guard let table = try? CSVReader(bytes, file: "f.csv", encoding: encoding) else { continue }
            // A row of one empty cell is an empty line, which is not a row.
            let rows = table.rows.map(\.cells).filter { $0 != [""] }
            var written = CSVText()
            for row in rows { written.row(row) }
            var scanner = CSVScanner(written.bytes, file: "g.csv", separator: UInt8(ascii: ","))
            do {
                for row in rows { expect(try scanner.row()?.cells == row, "the row \(row) does not read back") }
            } catch {
                expect(false, "what was written is refused: \(error)")
            }
        }
    }

    static func yaml(_ bytes: [UInt8]) {
        guard let value = try? YAMLReader.read(bytes, file: "f.yaml") else { return }
        expect(value.line >= 1, "line \(value.line)")
    }

    static func mappings(_ bytes: [UInt8]) {
        guard let mapping = try? CSVMapping(bytes, file: "m.yaml") else { return }
        expect(mapping.columns.contains { $0.field == .name } || mapping.constants[.name] != nil, "a mapping without a name")
        let header = ([mapping.id] + mapping.columns.map(\.name)).joined(separator: ",")
        if var table = try? MappedTable(Array("\(header)\na,b,c\n".utf8), file: "t.csv", mapping: mapping, taxonomy: .invented) {
            _ = table.read()
        }
    }

    /// Every kind of entry a pack has is read from the same file.
    static func packs(_ bytes: [UInt8]) {
        guard let document = try? YAMLReader.read(bytes, file: "f.yaml") else { return }
        read(document, PackFile.Info.self, PackFile.Area.self, PackFile.Place.self, PackFile.Term.self, PackFile.Imports.self)
        read(document, PackFile.Labels.self, PackFile.Organization.self, PackFile.Site.self, PackFile.Service.self, PackFile.Sheet.self)
        read(document, PackFile.FrontMatter.self, SchoolHolidays.self, CityPack.Source.self)
    }

    private static func read(_ document: SourceValue, _ types: any Decodable.Type...) {
        for type in types { readOne(document, type) }
    }

    private static func readOne(_ document: SourceValue, _ type: (some Decodable).Type) {
        do throws(Refusal) {
            _ = try SourceDecoder.decode(type, from: document, trail: .init(file: "f.yaml"))
        } catch {
            expect(!error.reason.isEmpty && error.place?.line ?? 1 >= 1, "a refusal without reason or line")
        }
    }
}
