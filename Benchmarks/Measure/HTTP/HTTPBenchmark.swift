import City
import Core
import Database
import Directory
import Foundation
import FoundationNetworking
import Hummingbird
import Logging
import NIOCore
import Search
import SearchGenerator
import Synchronization
import Web

/// P2: the mix of searches through HTTP, beside a constant of the same size and two other databases, all in one server.
struct HTTPBenchmark {
    let home: String
    /// The embedded database that was filled before.
    let data: String
    let count: Int
    /// A larger index to serve as well; 0 for none.
    let large: Int

    private let rounds = 5
    private let queries = 4_000

    func run() async throws {
        let city = try await InventedCity.installed(in: data, home: home)
        try await city.server.directory.refresh.start()
        let generated = (0..<queries).map { InventedCity.generated(count).query($0, now: InventedCity.now) }
        let routes = SearchRoutes(questions: generated.map { PeerQuestion($0, synonyms: PeerQuestion.synonyms) })
        let folder = NSTemporaryDirectory() + "/parvis-http-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }

        progress("filling SQLite FTS5 + R*Tree and PostgreSQL + PostGIS with the same \(count) services")
        let sqlite = try await beside { try SQLitePeer(path: folder + "/peer.sqlite", directory: InventedCity.generated(count)) }
        let postgres = try await beside { try PostgresPeer(directory: InventedCity.generated(count)) }
        routes.add(to: city.server.router, peers: [("sqlite", sqlite), ("postgres", postgres)])

        try await serving(city.server.router) { port in
            let load = Load(script: home + "/Benchmarks/load.lua", port: port)
            let files = try AddressFiles(folder: folder, queries: generated.map(\.queryString))
            let search = try await compareWithConstant(load, files, routes, city.server.directory.reader)
            for (name, path) in [("SQLite FTS5 + R*Tree", "sqlite"), ("PostgreSQL full text + PostGIS", "postgres")] {
                try await comparePeer(name, load, files.peer(path, counted: true), search, "a page and its counts", .atLeast(20))
                try await comparePeer(name, load, files.peer(path, counted: false), search, "a page without counts", nil)
            }
            if large > 0 { try await serveLarge(city, load, files, routes) }
        }
        withExtendedLifetime((sqlite, postgres)) {}
    }

    /// Only beside the constant: half a minute, for whoever makes it faster.
    func runWithoutPeers() async throws {
        let city = try await InventedCity.installed(in: data, home: home)
        try await city.server.directory.refresh.start()
        let generated = (0..<queries).map { InventedCity.generated(count).query($0, now: InventedCity.now) }
        let routes = SearchRoutes(questions: [])
        let folder = NSTemporaryDirectory() + "/parvis-http-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        routes.add(to: city.server.router, peers: [])
        try await serving(city.server.router) { port in
            let files = try AddressFiles(folder: folder, queries: generated.map(\.queryString))
            _ = try await compareWithConstant(
                Load(script: home + "/Benchmarks/load.lua", port: port), files, routes, city.server.directory.reader)
        }
    }

    /// The real router on a free port, as long as the body runs.
    private func serving(_ router: Router<AppContext>, _ body: (Int) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: Logger(label: "parvis"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await number in ports {
                try await body(number)
                break
            }
            group.cancelAll()
        }
    }

    /// Questions nobody asked before, then the same ones again; answers that are never remembered are left to be compared with the peers.
    private func compareWithConstant(
        _ load: Load, _ files: AddressFiles, _ routes: SearchRoutes, _ reader: DirectoryReader
    ) async throws -> Load.Answer {
        let snapshot = try reader.snapshot()
        let body = try await AnswerSizes(port: load.port).median(of: files.queries.prefix(300))
        routes.constant.withLock { $0 = ByteBuffer(bytes: body) }
        _ = try await compareWithConstant(load, files, "\(snapshot.count) services, asked before", body.count)
        reader.replace(with: snapshot.forgetful)
        return try await compareWithConstant(load, files, "\(snapshot.count) services, never asked before", body.count)
    }

    /// By turns, so that a busy minute of the machine is busy for both; ratios are those of neighbours.
    private func compareWithConstant(_ load: Load, _ files: AddressFiles, _ questions: String, _ size: Int) async throws -> Load.Answer {
        _ = try await load.run(files.search, seconds: 2)
        var searches: [Load.Answer] = []
        var constants: [Load.Answer] = []
        for _ in 0..<rounds {
            constants.append(try await load.run(files.constant, seconds: 2))
            searches.append(try await load.run(files.search, seconds: 2))
        }
        let search = searches.sorted { $0.perSecond < $1.perSecond }[rounds / 2]
        let constant = constants.sorted { $0.perSecond < $1.perSecond }[rounds / 2]
        let byClock = zip(searches, constants).map { $0.perSecond / $1.perSecond * 100 }
        let byProcessor = zip(searches, constants).map { $1.cost / $0.cost * 100 }
        Figure(
            id: "P2", what: "search over HTTP, \(questions): requests a second, share of a constant's", value: byClock.median, unit: "%",
            target: .atLeast(60),
            against: "\(Int(search.perSecond))/s; constant of \(size) bytes, same server, \(Int(constant.perSecond))/s"
        ).tell()
        Figure(
            id: "P2", what: "the same by processor time of the server, \(questions)", value: byProcessor.median, unit: "%",
            target: .atLeast(60), against: String(format: "%.0f µs a search; constant %.0f µs", search.cost, constant.cost)
        ).tell()
        return search
    }

    private func comparePeer(
        _ name: String, _ load: Load, _ addresses: String, _ search: Load.Answer, _ answer: String, _ target: Figure.Target?
    ) async throws {
        let peer = try await load.run(addresses, seconds: 15)
        Figure(
            id: "P2", what: "the same, times \(name), which answers \(answer)", value: search.perSecond / peer.perSecond, unit: "×",
            target: target, against: String(format: "%.0f/s; same server and queries, %.0f/s", search.perSecond, peer.perSecond)
        ).tell()
    }

    /// The index alone at a larger size: in the city's own snapshot, with cards of 200 bytes.
    private func serveLarge(_ city: InventedCity, _ load: Load, _ files: AddressFiles, _ routes: SearchRoutes) async throws {
        progress("building an index of \(large) services")
        let large = self.large
        let reader = city.server.directory.reader
        let snapshot = try reader.snapshot()
        let index = try await beside {
            SearchIndex.build(
                documents: InventedCity.generated(large).documents(), vocabulary: SearchVocabulary(Taxonomy.synonyms), now: InventedCity.now
            )
        }
        reader.replace(with: snapshot.with(index, sequence: snapshot.position))
        _ = try await compareWithConstant(load, files, routes, reader)
    }
}

/// The addresses each kind of load asks, one a line.
struct AddressFiles: Sendable {
    let queries: [String]
    let search: String
    let constant: String
    private let folder: String

    init(folder: String, queries: [String]) throws {
        func write(_ name: String, _ addresses: [String]) throws -> String {
            let path = "\(folder)/\(name).txt"
            try (addresses.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
        self.folder = folder
        self.queries = queries
        search = try write("search", queries.map { "/api/v1/search?" + $0 })
        constant = try write("constant", queries.map { "/constant?" + $0 })
        for path in ["sqlite", "postgres"] {
            _ = try write(path, queries.indices.map { "/\(path)/\($0)" })
            _ = try write(path + "-counted", queries.indices.map { "/\(path)/\($0)/counted" })
        }
    }

    func peer(_ path: String, counted: Bool) -> String { "\(folder)/\(path)\(counted ? "-counted" : "").txt" }
}

/// Asks searches once, to know how long an answer usually is.
struct AnswerSizes {
    let port: Int

    enum Failure: Error {
        case refused(String)
    }

    /// An answer of median length.
    func median(of queries: ArraySlice<String>) async throws -> [UInt8] {
        let port = self.port
        let asked = Array(queries)
        return try await beside {
            let answers = try asked.map { query in
                let address = "http://127.0.0.1:\(port)/api/v1/search?\(query)"
                guard let url = URL(string: address) else { throw Failure.refused(address) }
                return try [UInt8](Data(contentsOf: url))
            }
            return answers.sorted { $0.count < $1.count }[answers.count / 2]
        }
    }
}
