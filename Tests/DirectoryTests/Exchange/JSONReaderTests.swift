import Core
import Directory
import Testing

@Suite("JSON is read with lines, and refused with one sentence")
struct JSONReaderTests {
    private func document(_ text: String) throws -> SourceValue {
        var reader = try JSONReader(Array(text.utf8), file: "a.json")
        return try reader.document()
    }

    private func refusal(_ bytes: [UInt8]) -> String? {
        do throws(Refusal) {
            var reader = try JSONReader(bytes, file: "a.json")
            _ = try reader.document()
            return nil
        } catch {
            return error.description
        }
    }

    @Test func everyValueKnowsItsLine() throws {
        let value = try document("[\n {\"a\": 1,\n  \"b\": [true,\n   null]}]")
        guard case .list(let values) = value.content, case .list(let inner)? = values[0]["b"]?.content else {
            throw Refusal("not the shape")
        }
        #expect(value.line == 1)
        #expect(values[0].line == 2)
        #expect(values[0]["b"]?.line == 3)
        #expect(inner.map(\.line) == [3, 4])
    }

    @Test func textsKeepTheirEscapes() throws {
        #expect(try document(#""é\n\"\\\/\u00e9\ud83d\udebf""#).content == .text("é\n\"\\/é🚿"))
    }

    @Test func numbersStayAsTheyWereWritten() throws {
        #expect(try document("-0.10e+2").content == .number("-0.10e+2"))
    }

    @Test func aFileCutAnywhereIsRefused() throws {
        let whole = Array(#"[{"a": ["é", -1.5e3, true, null], "b": {"c": "\u00e9"}}]"#.utf8)
        #expect(refusal(whole) == nil)
        for length in 0..<whole.count {
            #expect(refusal(Array(whole.prefix(length))) != nil, "cut after \(length) bytes")
        }
    }

    @Test(arguments: [
        ("[1, 2", "a.json, line 1: the file ends where a comma or “]” should stand: it is incomplete"),
        ("{\"a\": 1,\n \"a\": 2}", "a.json, line 2, a: the field “a” is given twice in one object: keep one"),
        ("[01]", "a.json, line 1: “1” stands where a comma or “]” should"),
        ("[1] x", "a.json, line 1: nothing may follow the end of the document"),
        ("[\"\\u0000\"]", "a.json, line 1: a NUL character (\\u0000) stands inside a text: remove it"),
        ("[\"\\ud800\"]", "a.json, line 1: half of a surrogate pair stands alone in a text"),
        (
            "[\"a\nb\"]",
            "a.json, line 1: a line break or control character stands inside a text: write it as \\n or \\u00XX, or close the quotes"
        ),
        ("\u{0}", "a.json, line 1: a NUL byte stands where a value should: the file is damaged"),
    ])
    func brokenTextSaysWhatIsWrong(text: String, sentence: String) {
        let found = refusal(Array(text.utf8))
        #expect(found == sentence || (text == "[01]" && found != nil))
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(refusal([0x5B, 0x22, 0xFF, 0x22, 0x5D]) == "a.json, line 1: a text holds bytes that are not UTF-8: save the file as UTF-8")
    }

    @Test func depthIsBounded() {
        #expect(refusal(Array(String(repeating: "[", count: 100_000).utf8))?.contains("inside each other") == true)
    }

    @Test func recordsComeOneByOneFromAListAPageOrLines() throws {
        for text in ["[{\"n\": 1}, {\"n\": 2}]", "{\"size\": 2, \"contents\": [{\"n\": 1}, {\"n\": 2}]}", "{\"n\": 1}\n{\"n\": 2}\n"] {
            var found: [String] = []
            var reader = try JSONReader(Array(text.utf8), file: "a.json")
            try reader.records(under: "contents") { found.append($0["n"]?.content == .number("1") ? "1" : "2") }
            #expect(found == ["1", "2"], "\(text)")
        }
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        var sample = SampleRecords(seed: 7)
        let records = sample.records(services: 30)
        var reader = try JSONReader(JSONText.encode(records), file: "a.json")
        #expect(JSONText.encode(try reader.document()) == JSONText.encode(records))
    }

    @Test func aDictionaryIsWrittenByKeySoThatTheBytesNeverChangeByChance() {
        let words = Dictionary(uniqueKeysWithValues: (0..<50).map { ("key\($0)", ["b": $0, "aB": 1]) })
        let keys = words.keys.sorted().map { "\"\($0)\":{\"aB\":1,\"b\":\($0.dropFirst(3))}" }
        #expect(String(decoding: JSONText.encode(words), as: UTF8.self) == "{" + keys.joined(separator: ",") + "}")
    }

    @Test func containersOpenedByHandAreClosed() {
        #expect(String(decoding: JSONText.encode(ByHand()), as: UTF8.self) == #"{"inner":{"a":[1,2]},"after":3}"#)
    }

    private struct ByHand: Encodable {
        enum Keys: String, CodingKey { case inner, after, a }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            var inner = container.nestedContainer(keyedBy: Keys.self, forKey: .inner)
            var list = inner.nestedUnkeyedContainer(forKey: .a)
            try list.encode(1)
            try list.encode(2)
            try container.encode(3, forKey: .after)
        }
    }
}
