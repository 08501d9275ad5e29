import Core
import Testing

@testable import Web

@Suite struct PortableObjectTests {
    static let header = """
        msgid ""
        msgstr ""
        "Language: en\\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\\n"
        "X-State: human\\n"


        """

    @Test func readsContextPluralsCommentsAndStates() throws {
        let file = try CatalogueFile(
            PortableObject(
                Self.header + """
                    #. A comment for translators
                    # state: reviewed
                    msgctxt "find.count"
                    msgid "{count} place"
                    msgid_plural "{count} places"
                    msgstr[0] "{count} place"
                    msgstr[1] "{count} "
                    "places"

                    #, fuzzy
                    msgctxt "find.title"
                    msgid "Find \\"it\\""
                    msgstr ""

                    #~ msgid "gone"
                    #~ msgstr "gone"
                    """, file: "en.po"), language: .english)
        let count = try #require(file.entries["find.count"])
        #expect(count.state == .reviewed)
        #expect(count.forms.map { $0.filled(with: ["count": "2"], isolating: false) } == ["2 place", "2 places"])
        let title = try #require(file.entries["find.title"])
        #expect(title.forms.map { $0.filled(with: [:], isolating: false) } == ["Find \"it\""])
        #expect(title.state == .outdated)
        #expect(file.entries.count == 2)
    }

    @Test(
        "What is not PO is refused with its line",
        arguments: [
            ("msgctxt \"a.b\"\nmsgid \"x\"\n", 7, "msgstr"),
            ("msgctxt \"a.b\"\nmsgid \"x\nmsgstr \"x\"\n", 8, "double quote"),
            ("msgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"\\q\"\n", 9, "backslash"),
            ("nonsense\n", 7, "not a line"),
            ("msgfoo \"x\"\n", 7, "keyword"),
            ("\"lost\"\n", 7, "without msgctxt"),
            ("msgid \"x\"\nmsgstr \"x\"\n", 7, "key"),
            ("msgctxt \"Bad Key\"\nmsgid \"x\"\nmsgstr \"x\"\n", 7, "key"),
            ("msgctxt \"a.b\"\nmsgid \"{Oops}\"\nmsgstr \"{Oops}\"\n", 7, "braces"),
            ("msgctxt \"a.b\"\nmsgid \"{x\"\nmsgstr \"{x\"\n", 7, "braces"),
            ("msgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"x\"\n\nmsgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"x\"\n", 11, "twice"),
            ("# state: perfect\nmsgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"x\"\n", 8, "state"),
        ])
    func refusesWithTheLine(body: String, line: Int, reason: String) {
        let error = #expect(throws: Refusal.self) {
            try CatalogueFile(PortableObject(Self.header + body, file: "en.po"), language: .english)
        }
        #expect(error?.place?.line == line)
        #expect(error?.place?.file == "en.po")
        #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test func aWrongPluralHeaderIsRefused() {
        #expect(throws: Refusal.self) {
            try CatalogueFile(PortableObject(Self.header.replacing("n != 1", with: "n > 1"), file: "en.po"), language: .english)
        }
    }

    @Test("Bytes at random are read or refused, never worse")
    func neverTraps() {
        var random = SplitMix(state: 7)
        let pieces = [
            "msgid ", "msgstr ", "msgctxt ", "msgstr[1] ", "\"", "\\", "\n", "#, fuzzy", "a.b", "{", "}", "é", "msgid_plural ", " ",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            do {
                let object = try PortableObject(text, file: "x.po")
                #expect(object.entries.count <= text.count)
            } catch {
                #expect(error is Refusal)
            }
        }
    }
}

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
