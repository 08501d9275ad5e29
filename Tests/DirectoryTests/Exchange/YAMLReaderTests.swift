import Core
import Testing

@testable import Directory

@Suite struct YAMLReaderTests {
    /// Each line names the one before nine times: a few hundred bytes that mean a billion values, or keys that take a day to compare.
    private static func bomb(_ name: String) -> String {
        (0..<10).map { level in
            let calls = Array(repeating: "*\(name)\(level - 1)", count: 9).joined(separator: ",")
            return "\(name)\(level): &\(name)\(level) " + (level == 0 ? "x" : "[\(calls)]")
        }.joined(separator: "\n") + "\n"
    }

    @Test(arguments: [bomb("a"), bomb("a") + bomb("b") + "m:\n  ? *a9\n  : 1\n  ? *b9\n  : 2\n", "[&x 1, *x]", "{\"k\":&x 1, l: *x}"])
    func aliasesAreRefusedBeforeTheyGrow(text: String) {
        let refusal = #expect(throws: Refusal.self) { try YAMLReader.read(Array(text.utf8), file: "bomb.yaml") }
        #expect(refusal?.reason.contains("aliases") == true, "\(refusal?.description ?? "")")
    }

    @Test func signsInsideTextsAreNotAliases() throws {
        let text = "a: R&D and bread & butter\nb: see *this*, 2 * 3, Q&A *\nc: |\n  * item &co\n"
        #expect(try YAMLReader.read(Array(text.utf8), file: "plain.yaml").members.count == 3)
    }

    @Test func aFileThatIsTooLargeIsRefused() {
        let bytes = Array("a: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: YAMLReader.longestFile)
        #expect(throws: Refusal.self) { try YAMLReader.read(bytes, file: "large.yaml") }
    }
}
