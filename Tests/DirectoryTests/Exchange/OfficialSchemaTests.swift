import Core
import Directory
import Foundation
import Testing

/// What is written is given to an independent validator with the official schemas, formats checked.
@Suite(
    "Exports validate against the official schemas", .enabled(if: RealInput.isThere && OfficialSchema.hasValidator, OfficialSchema.skipped))
struct OfficialSchemaTests {
    private let records: DirectoryRecords
    private let taxonomy: Taxonomy

    init() throws {
        let pack = try CityPack.read(folder: RealInput.root + "/packs/paris")
        taxonomy = pack.taxonomy
        var sample = SampleRecords(seed: 21)
        records = pack.records.joined(with: sample.records(services: 40))
    }

    @Test func dataInclusion() throws {
        let files = DataInclusionWriter(taxonomy: taxonomy, today: Day(year: 2026, month: 11, day: 23)).write(records)
        #expect(try OfficialSchema.errors(in: files.structures, against: "data-inclusion/schema/structure.json") == "")
        #expect(try OfficialSchema.errors(in: files.services, against: "data-inclusion/schema/service.json") == "")
    }

    @Test func hsdsServices() throws {
        let objects = HSDSRecords(records, taxonomy: taxonomy)
        let some = records.services.prefix(20) + records.services.suffix(20)
        let full = JSONText.encode(some.compactMap { objects.service($0.id, full: true) })
        #expect(try OfficialSchema.errors(in: full, against: "hsds-3.1/schema/service.json") == "")
        let short = JSONText.encode(records.services.compactMap { objects.service($0.id, full: false) })
        #expect(try OfficialSchema.errors(in: short, against: "hsds-3.1/schema/service_list.json", list: true) == "")
    }

    @Test func hsdsOrganizations() throws {
        let objects = HSDSRecords(records, taxonomy: taxonomy)
        let some = records.organizations.prefix(20) + records.organizations.suffix(20)
        let full = JSONText.encode(some.compactMap { objects.organization($0.id, full: true) })
        #expect(try OfficialSchema.errors(in: full, against: "hsds-3.1/schema/organization.json") == "")
    }

    @Test func hsdsServicesAtLocations() throws {
        let objects = HSDSRecords(records, taxonomy: taxonomy)
        let some = records.servicesAtLocations.prefix(20) + records.servicesAtLocations.suffix(20)
        let full = JSONText.encode(some.compactMap { objects.serviceAtLocation($0.id, full: true) })
        #expect(try OfficialSchema.errors(in: full, against: "hsds-3.1/schema/service_at_location.json") == "")
    }

    @Test func theValidatorRefusesWhatIsWrong() throws {
        let wrong = Array(#"[{"id": "not-a-uuid", "name": "X", "status": "open"}]"#.utf8)
        #expect(try OfficialSchema.errors(in: wrong, against: "hsds-3.1/schema/service.json") != "")
    }
}

/// Runs Python's `jsonschema`.
enum OfficialSchema {
    static let skipped: Comment = "needs the official schemas of ../shared/data, and python3 with jsonschema"

    static let hasValidator = (try? run(["-c", "import jsonschema"]).status) == 0

    private static let script = """
        import json, sys, jsonschema
        schema, rows = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
        if sys.argv[3] == "list" and "contents" in schema.get("properties", {}):
            schema = schema["properties"]["contents"]["items"]
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        errors = [(row.get("id"), list(error.path), error.message[:200]) for row in rows for error in validator.iter_errors(row)]
        print("\\n".join(map(str, errors[:5])), end="")
        """

    /// The validator's first complaints about a list of objects; empty when it has none.
    static func errors(in list: [UInt8], against schema: String, list isList: Bool = false) throws -> String {
        let file = NSTemporaryDirectory() + "list-" + UUID().uuidString + ".json"
        defer { try? FileManager.default.removeItem(atPath: file) }  // a leftover in the temporary folder harms nobody
        try Data(list).write(to: URL(filePath: file))
        let result = try run(["-c", script, RealInput.path(schema), file, isList ? "list" : "object"])
        return result.status == 0 ? result.output : "the validator failed: " + result.output
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

extension DirectoryRecords {
    func joined(with other: DirectoryRecords) -> DirectoryRecords {
        var records = self
        records.organizations += other.organizations
        records.locations += other.locations
        records.services += other.services
        records.servicesAtLocations += other.servicesAtLocations
        return records
    }
}
