import Core
import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import TestKit
import Testing

@testable import City

@Suite struct OperationsTests {
    @Test(arguments: TestDatabase.engines)
    func everyAlertIsOnAMetricThatExists(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine, pack: nil)
        let rules = try String(contentsOf: TestFiles.root.appending(path: "docs/alerts.yaml"), encoding: .utf8)
        let named = Set(rules.matches(of: /parvis_[a-z_]+/).map { String($0.output) })
        try await city.test { client in
            let metrics = try await client.execute(uri: "/metrics", method: .get) { String(buffer: $0.body) }
            let known = Set(metrics.matches(of: /# TYPE (parvis_[a-z_]+)/).map { String($0.output.1) })
            #expect(named.count > 10)
            #expect(named.filter { name in !known.contains { name == $0 || name == $0 + "_bucket" } } == [])
        }
    }

    @Test func requestsAreCountedByTheirAnswersAndNothingElse() async throws {
        let city = try await TestCity(.sqlite, pack: nil)
        try await city.test { client in
            _ = try await client.execute(uri: "/fr/find?q=mot-inventé", method: .get) { $0.status }
            _ = try await client.execute(uri: "/fr/nothing-here", method: .get) { $0.status }
            let metrics = try await client.execute(uri: "/metrics", method: .get) { String(buffer: $0.body) }
            #expect(metrics.contains("\nparvis_requests_total{status=\"4xx\"} 1\n"))
            #expect(metrics.contains("\nparvis_request_seconds_count 2\n"))
            #expect(!metrics.contains("invent") && !metrics.contains("find"))
        }
    }

    @Test func aWeaknessIsToldToWhomTheOperatorNames() async throws {
        let silent = try await TestCity(.sqlite, pack: nil)
        try await silent.test { client in
            let status = try await client.execute(uri: "/.well-known/security.txt", method: .get) { $0.status }
            #expect(status == .notFound)
        }
        let city = try await TestCity(.sqlite, pack: nil, settings: ["PARVIS_SECURITY_CONTACT": "mailto:security@accueil.example"])
        try await city.test { client in
            let text = try await client.execute(uri: "/.well-known/security.txt", method: .get) { String(buffer: $0.body) }
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.first == "Contact: mailto:security@accueil.example")
            #expect(lines.contains("Expires: 2027-02-27T00:00:00Z"))
            #expect(lines.contains("Canonical: https://accueil.example/.well-known/security.txt"))
        }
    }

    @Test(arguments: ["security@accueil.example", "mailto:a@b.example\nContact: mailto:c@d.example", "https://é.example"])
    func aContactThatIsNoAddressIsRefused(contact: String) throws {
        #expect(throws: Refusal.self) {
            try Configuration(["PARVIS_SECURITY_CONTACT": contact], workingFolder: TestFiles.root, executable: TestFiles.root)
        }
    }

    @Test func browsersAreToldToComeByTLSOnlyWhereVisitorsDo() async throws {
        let name = try #require(HTTPField.Name("Strict-Transport-Security"))
        for (address, answer) in [("https://accueil.example", "max-age=31536000"), ("http://127.0.0.1:8080", nil)] {
            let city = try await TestCity(.sqlite, pack: nil, settings: ["PARVIS_PUBLIC_URL": address])
            try await city.test { client in
                let header = try await client.execute(uri: "/healthz", method: .get) { $0.headers[name] }
                #expect(header == answer)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCharacterNoTextMayHoldIsTheVisitorsMistake(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.open(engine, migrations: CityServer.migrations)
        let error = await #expect(throws: DatabaseError.self) {
            try await database.read { try $0.value(String.self, "SELECT id FROM directory_service WHERE id = \("a\0")") }
        }
        #expect(error?.status == .badRequest && error?.key == "error.invalid")
        #expect(DatabaseError.corrupt.status == .internalServerError && DatabaseError.corrupt.key == "error.failed")
    }

    @Test func aLineOfTheLogIsOneLine() {
        let lines = LogLines()
        let logger = Logger(label: "test") { _ in OneLineLog(lines) }
        logger.error("one\ntwo", metadata: ["error": "a\r\n2026-11-24 notice\u{2028}b\u{1b}[2Jc", "route": "/fr/{café}"])
        #expect(lines.all == ["one two error=a  2026-11-24 notice b [2Jc route=/fr/{café}"])
    }

    /// The figures at the head of the table are those of its rows, and no requirement stands twice.
    @Test func theSecurityTableCountsItself() throws {
        let table = try String(contentsOf: TestFiles.root.appending(path: "docs/security.md"), encoding: .utf8)
        var numbers: Set<String> = []
        for title in ["Met", "Open", "Not applicable"] {
            let part = try #require(table.split(separator: "\n## \(title)\n", maxSplits: 1).last?.split(separator: "\n## ").first)
            let rows = part.matches(of: /\n\| (\d+\.\d+\.\d+) \|/).map { String($0.output.1) }
            #expect(table.contains("\(title)**") && table.contains("\(rows.count)**"), "\(title): \(rows.count)")
            #expect(numbers.isDisjoint(with: rows) && Set(rows).count == rows.count)
            numbers.formUnion(rows)
        }
        #expect(numbers.count == 253)
    }

    /// A table that names a test nobody wrote would be worth nothing.
    @Test func everyTestThatTheSecurityTableNamesExists() throws {
        let table = try String(contentsOf: TestFiles.root.appending(path: "docs/security.md"), encoding: .utf8)
        let named = Set(table.matches(of: /`([a-z][A-Za-z]{11,})`/).map { String($0.output.1) })
        var written: Set<String> = []
        let tests = TestFiles.root.appending(path: "Tests")
        let files = try #require(FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            written.formUnion(source.matches(of: /func (\w+)\(/).map { String($0.output.1) })
        }
        #expect(named.count > 30)
        #expect(named.subtracting(written) == [])
    }
}
