import Core
import Directory
import Testing

@Suite("HSDS goes in and comes out, alone and as tables")
struct HSDSTests {
    private let taxonomy = SampleRecords.taxonomy

    private func differences(_ before: DirectoryRecords, _ after: DirectoryRecords) -> [String] {
        let plan = ImportPlan(current: before, incoming: after, source: "sample")
        return plan.changed.map { "\($0.record.kind) \($0.fields)" } + plan.created.map { "new \($0.kind)" }
            + plan.withdrawn.map { "gone \($0.kind)" }
    }

    @Test(arguments: 1...20)
    func jsonLosesNothing(seed: UInt64) throws {
        var sample = SampleRecords(seed: seed)
        let records = sample.records(services: 10)
        let reading = try HSDSReader(source: "x", taxonomy: taxonomy).read(
            HSDSWriter(records, taxonomy: taxonomy).json(), file: "hsds.json")
        #expect(reading.refused.isEmpty)
        #expect(differences(records, reading.records) == [])
        #expect(reading.records.services.count == 10)
    }

    @Test(arguments: 1...20)
    func tablesLoseNothing(seed: UInt64) throws {
        var sample = SampleRecords(seed: seed)
        let records = sample.records(services: 10)
        let archive = try HSDSTabular.write(records, taxonomy: taxonomy)
        let reading = try HSDSTabular.read(archive, file: "hsds.zip", source: "x", taxonomy: taxonomy)
        #expect(reading.refused.isEmpty)
        #expect(differences(records, reading.records) == [])
    }

    @Test func anAddressWithoutPostalCodeComesBackFromTheTables() throws {
        var sample = SampleRecords(seed: 3)
        var records = sample.records(services: 3)
        for index in records.locations.indices {
            records.locations[index].address = Address(street: "1 rue inventée", postalCode: "", city: "Ville inventée")
        }
        let archive = try HSDSTabular.write(records, taxonomy: taxonomy)
        let reading = try HSDSTabular.read(archive, file: "hsds.zip", source: "x", taxonomy: taxonomy)
        #expect(reading.refused.isEmpty)
        #expect(differences(records, reading.records) == [])
    }

    @Test func thePublicNeverGetsWhatProfessionalsRead() throws {
        var sample = SampleRecords(seed: 5)
        var records = sample.records(services: 1)
        records.services[0].professional.referralPhone = "0100000099"
        records.services[0].professional.note = "secret-note"
        records.services[0].extra["leftover"] = "leftover-value"
        let objects = HSDSRecords(records, taxonomy: taxonomy)
        let service = String(decoding: JSONText.encode(objects.service(records.services[0].id, full: true)), as: UTF8.self)
        let occurrence = String(
            decoding: JSONText.encode(objects.serviceAtLocation(records.servicesAtLocations[0].id, full: true)), as: UTF8.self)
        for word in ["0100000099", "secret-note", "leftover-value"] {
            #expect(!service.contains(word) && !occurrence.contains(word))
        }
    }

    @Test func aPlainFieldSomebodyChangedWinsOverTheProfile() throws {
        var sample = SampleRecords(seed: 2)
        var records = sample.records(services: 1)
        records.services[0].alert = LocalizedText([
            .french: .init(text: "Ancien", state: .human), .english: .init(text: "Old", state: .human),
        ])
        let text = String(decoding: HSDSWriter(records, taxonomy: taxonomy).json(), as: UTF8.self)
        let changed = text.replacing("\"alert\":\"Ancien\"", with: "\"alert\":\"Nouveau\"")
        let reading = try HSDSReader(source: "x", taxonomy: taxonomy).read(Array(changed.utf8), file: "hsds.json")
        #expect(reading.records.services[0].alert == LocalizedText("Nouveau", in: .french))
    }

    @Test func anotherPublishersSchedulesBecomeHours() throws {
        let json = """
            {"id": "a", "name": "Douches", "status": "active",
             "organization": {"id": "o", "name": "Organisme", "description": "Organisme"},
             "service_at_locations": [{"id": "s", "location": {"id": "l", "location_type": "physical"},
               "schedules": [{"id": "h", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}]}],
             "attributes": [{"id": "t", "taxonomy_term": {"id": "u", "code": "shower", "name": "Shower", "description": "Shower"}}]}
            """
        let reading = try HSDSReader(source: "elsewhere", taxonomy: taxonomy).read(Array(json.utf8), file: "hsds.json")
        #expect(reading.refused.isEmpty)
        #expect(reading.records.servicesAtLocations.first?.hours == "Mo,Tu 09:00-12:00")
        #expect(reading.records.services.first?.needs == ["shower"])
        #expect(reading.records.services.first?.provenance == Provenance(source: "elsewhere", sourceID: "a"))
    }

    @Test(arguments: [
        (
            #"[{"id": "a", "name": "X", "status": "open", "organization": {"id": "o", "name": "O", "description": "O"}}]"#,
            "h.json, line 1, status (a): “open” is not a status of HSDS: active, inactive, defunct, temporarily closed"
        ),
        (
            #"[{"id": "a", "name": "X", "status": "active"}]"#,
            "h.json, line 1, organization (a): names no organization: nest it, or give organization_id"
        ),
        (#"[{"id": "a", "status": "active"}]"#, "h.json, line 1, name (a): is missing: a text is needed"),
        (#"[{"id": "a"}]"#, "h.json, line 1 (a): is neither a service (it has no status) nor an organization (it has no name)"),
        (
            #"[{"id": "a", "name": "X", "status": "active", "organization": {"id": "o", "name": "O", "description": "O"}, "minimum_age": "old"}]"#,
            "h.json, line 1, minimum_age (a): should be a number, not a text"
        ),
    ])
    func aBrokenObjectIsRefusedAndSaysWhy(text: String, sentence: String) throws {
        let reading = try HSDSReader(source: "x", taxonomy: taxonomy).read(Array(text.utf8), file: "h.json")
        #expect(reading.refused.map(\.description) == [sentence])
        #expect(reading.records.services.isEmpty)
    }

    @Test func pagesCountAsTheStandardSays() {
        let page = HSDS.Page(["a"], page: 3, perPage: 10, total: 21)
        #expect(page.totalPages == 3 && page.lastPage && !page.firstPage && page.size == 1 && !page.empty)
        #expect(
            String(decoding: JSONText.encode(page), as: UTF8.self).hasPrefix(
                #"{"total_items":21,"total_pages":3,"page_number":3,"size":1,"first_page":false,"last_page":true,"empty":false,"contents":["a"]}"#
            ))
    }

    @Test(.enabled(if: RealInput.isThere, Comment(rawValue: RealInput.skipped)))
    func theOfficialExampleIsRead() throws {
        let bytes = try RealInput.bytes("hsds-3.1/examples/service_full.json")
        let reading = try HSDSReader(source: "example", taxonomy: taxonomy).read(bytes, file: "service_full.json")
        #expect(reading.refused.isEmpty)
        #expect(reading.records.services.map(\.minimumAge) == [12])
        #expect(reading.records.organizations.count == 1)
        // Its latitude is 100.
        #expect(reading.warnings.contains { $0.field == "latitude" })
    }
}
