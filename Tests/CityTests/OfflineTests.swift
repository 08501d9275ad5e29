import Core
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing

/// What a phone keeps, and that it answers from it what the server answers.
@Suite struct OfflineTests {
    @Test(arguments: ["fr", "ps", "ar", "zh-Hans"])
    func thePackOfParisIsSmall(language: String) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let size = try await client.execute(uri: "/\(language)/offline/pack.json", method: .get, headers: [.acceptEncoding: "gzip"]) {
                #expect($0.status == .ok)
                #expect($0.headers[.contentEncoding] == "gzip")
                return $0.body.readableBytes
            }
            #expect(size <= 300_000, "\(size) bytes")
        }
    }

    @Test func aPackIsNamedByItsHashAndAskedAgainSendsNothing() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let path = "/fr/offline/pack.json"
            let (tag, text) = try await client.execute(uri: path, method: .get) { ($0.headers[.eTag], String(buffer: $0.body)) }
            let hash = try #require(tag?.split(separator: "\"").last.map(String.init))
            #expect(hash.count == 64)
            try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: try #require(tag)]) {
                #expect($0.status == .notModified)
            }
            let same = try await client.json("\(path)?since=\(hash)").json
            #expect(same["from"] as? String == hash && same["to"] as? String == hash)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(same["lines"] as? [[Int]] == [[0, lines]])
            let unknown = try await client.json("\(path)?since=unknown").json
            #expect(unknown["format"] as? Int == 1, "a phone whose pack nobody remembers gets all of it")
        }
    }

    /// Thousands of questions at any moment the pack covers, answered by the server and by the module in the phone.
    @Test func aPhoneWithoutNetworkGivesTheSameAnswersInTheSameOrder() async throws {
        let city = try await TestCity.shared
        let folder = FileManager.default.temporaryDirectory.appending(path: "offline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await city.test { client in
            let pack = try await client.execute(uri: "/fr/offline/pack.json", method: .get) { Data($0.body.readableBytesView) }
            try pack.write(to: folder.appending(path: "pack.json"))
            var questions = try OfflineQuestions(pack: pack, seed: 20_261_129)
            var answers = Data()
            for _ in 0..<2_000 {
                let query = questions.next()
                let answer = try await client.execute(uri: "/api/v1/search?\(query)", method: .get) { response in
                    #expect(response.status == .ok, "\(query)")
                    return Data(response.body.readableBytesView)
                }
                answers += Data(query.utf8) + [10] + answer + [10]
            }
            try answers.write(to: folder.appending(path: "answers"))
        }
        let node = Process()
        node.executableURL = URL(filePath: "/usr/bin/env")
        node.arguments =
            ["node", TestFiles.root.appending(path: "Tests/offline/replay.mjs").path]
            + ["pack.json", "answers"].map { folder.appending(path: $0).path }
        let output = Pipe()
        node.standardOutput = output
        node.standardError = output
        try node.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        node.waitUntilExit()
        #expect(node.terminationStatus == 0, "\(said)")
    }
}

/// Questions people might ask of a pack, and some that nobody would, always the same for a seed.
private struct OfflineQuestions {
    private var state: UInt64
    private let words: [String]
    private let terms: [(name: String, value: String)]
    private let areas: [String]
    private let moments: Range<Int>

    init(pack: Data, seed: UInt64) throws {
        state = seed
        let pack = try #require(try JSONSerialization.jsonObject(with: pack) as? [String: Any])
        func column(_ name: String) -> [String] { (pack[name] as? [[Any]] ?? []).compactMap { $0.first as? String } }
        words =
            column("words") + column("vocabulary") + [
                "l'accueil", "Douches", "SOUPE populaire", "où", "п'ять", "淋浴", "ሻወር", "الدوش", "zzzz",
            ]
        let names = ["theme", "need", "for", "speaks", "condition", "access"]
        terms = (pack["values"] as? [[Any]] ?? []).compactMap { value in
            guard let facet = value[0] as? Int, facet < names.count, let text = value[1] as? String else { return nil }
            return (names[facet], text)
        }
        areas = (pack["areas"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
        moments = try #require(pack["from"] as? Int)..<(try #require(pack["until"] as? Int))
    }

    /// SplitMix64.
    private mutating func number(_ limit: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ mixed >> 31) % UInt64(limit))
    }

    /// A word somebody wrote, cut, misspelt, in capitals, or with what stands beside it.
    private mutating func word() -> String {
        var letters = Array(words[number(words.count)].unicodeScalars)
        switch number(7) {
        case 0 where letters.count > 3: letters.removeLast(number(letters.count - 2))
        case 1 where letters.count > 3: letters.remove(at: number(letters.count))
        case 2 where letters.count > 3: letters.swapAt(number(letters.count), number(letters.count))
        case 3: letters.insert("e", at: number(letters.count + 1))
        case 4: letters = Array(String(String.UnicodeScalarView(letters)).uppercased().unicodeScalars)
        case 5: letters += " ,".unicodeScalars
        default: break
        }
        return String(String.UnicodeScalarView(letters))
    }

    mutating func next() -> String {
        var parts = ["limit=100", "at=\(Instant(seconds: Int64(moments.lowerBound + number(moments.count))))"]
        let wordCount = [0, 0, 0, 1, 1, 1, 2, 3][number(8)]
        if wordCount > 0 { parts.append("q=" + Self.encoded((0..<wordCount).map { _ in word() }.joined(separator: " "))) }
        if number(2) == 0 { parts.append("near=48.\(80_000 + number(12_000)),2.\(22_000 + number(25_000))") }
        if number(5) == 0 { for _ in 0...number(2) { parts.append("area=\(areas[number(areas.count)])") } }
        if number(3) == 0 { parts.append("open=1") }
        if number(12) == 0 { parts.append("label=1") }
        if number(3) == 0 {
            for _ in 0...number(2) {
                let term = terms[number(terms.count)]
                parts.append("\(term.name)=\(Self.encoded(term.value))")
            }
        }
        return parts.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."~"))) ?? ""
    }
}
