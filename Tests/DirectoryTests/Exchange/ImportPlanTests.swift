import Core
import Testing

@testable import Directory

@Suite("An import says what it would do before it does it")
struct ImportPlanTests {
    private func records() -> DirectoryRecords {
        var sample = SampleRecords(seed: 3)
        return sample.records(services: 4)
    }

    @Test func theSecondRunChangesNothing() {
        let plan = ImportPlan(current: records(), incoming: records(), source: "sample")
        #expect(plan.created.isEmpty && plan.changed.isEmpty && plan.withdrawn.isEmpty)
        #expect(plan.unchanged == 16)
        #expect(plan.records == DirectoryRecords())
    }

    @Test func aChangeNamesItsFields() {
        var incoming = records()
        incoming.services[1].email = "autre@example.org"
        incoming.services[1].minimumAge = (incoming.services[1].minimumAge ?? 0) + 1
        let plan = ImportPlan(current: records(), incoming: incoming, source: "sample")
        #expect(plan.changed.map(\.fields) == [["email", "minimumAge"]])
        #expect(plan.records.services == [incoming.services[1]])
    }

    @Test func aWithdrawnServiceIsClosedNotDeleted() {
        var incoming = records()
        let gone = incoming.services.remove(at: 2)
        incoming.servicesAtLocations.remove(at: 2)
        let plan = ImportPlan(current: records(), incoming: incoming, source: "sample")
        #expect(plan.withdrawn.map(\.id).contains(gone.id))
        #expect(plan.records.services.map(\.id) == [gone.id])
        #expect(plan.records.services.first?.status == .defunct)
        #expect(plan.endedServicesAtLocations.map(\.serviceID) == [gone.id])
    }

    @Test func aClosedServiceIsNotWithdrawnAgain() {
        var current = records()
        for index in current.services.indices { current.services[index].status = .defunct }
        var incoming = current
        incoming.services = []
        let plan = ImportPlan(current: current, incoming: incoming, source: "sample")
        #expect(!plan.withdrawn.contains { $0.kind == .service })
        #expect(plan.records.services.isEmpty)
    }

    @Test func anotherSourceIsNeverTouched() {
        let plan = ImportPlan(current: records(), incoming: DirectoryRecords(), source: "another")
        #expect(plan.withdrawn.isEmpty && plan.records == DirectoryRecords())
    }

    @Test func aRefusedRecordKeepsWhatIsStored() {
        var incoming = records()
        let refused = incoming.services.remove(at: 0)
        let plan = ImportPlan(current: records(), incoming: incoming, sources: ["sample"], keeping: [refused.provenance.sourceID])
        #expect(!plan.withdrawn.contains { $0.id == refused.id })
    }

    @Test func theScreenIsShortAndTheFileIsWhole() throws {
        var reading = ImportReading()
        for line in 1...40 { reading.refuse(Refusal("invented", at: .init(file: "a.csv", line: line))) }
        let report = ImportReport(
            input: "a.csv", reading: reading, plan: ImportPlan(current: DirectoryRecords(), incoming: DirectoryRecords(), source: "sample"))
        #expect(report.summary().split(separator: "\n").count == 8)
        #expect(report.summary().contains("… and 35 more; --report FILE writes them all"))
        var reader = try JSONReader(report.json, file: "report.json")
        guard case .list(let refused)? = try reader.document()["refused"]?.content else {
            Issue.record("no refused lines")
            return
        }
        #expect(refused.count == 40)
    }

    @Test func theReportIsReadByPeopleAndPrograms() throws {
        var reading = ImportReading()
        reading.records = records()
        reading.read = 4
        let report = ImportReport(
            input: "a.json", reading: reading, plan: ImportPlan(current: DirectoryRecords(), incoming: records(), source: "sample"))
        #expect(report.summary().hasPrefix("a.json: 4 read, 16 new, 0 changed, 0 unchanged, 0 withdrawn, 0 refused, 0 to look at\n"))
        var reader = try JSONReader(report.json, file: "report.json")
        #expect(try reader.document()["read"]?.content == .number("4"))
    }
}
