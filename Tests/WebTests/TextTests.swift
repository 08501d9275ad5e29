import Core
import TestKit
import Testing

@testable import Web

@Suite struct MarkdownTests {
    @Test func paperGetsPiecesOfPlainWords() throws {
        let text = "# A\n\nb *c* [d](https://d.example)\ne <b>f</b>\n\n- g\n  1. h\n\n<p>i</p>\n"
        #expect(
            try Markdown.pieces(text) == [
                .heading("A"), .paragraph("b c d e f"), .item(mark: "•", "g", depth: 0), .item(mark: "1.", "h", depth: 1),
            ])
        #expect(throws: Refusal.self) { try Markdown.pieces(String(repeating: "a", count: 40_000)) }
    }

    @Test func headingsMoveDownAndDangerousThingsGo() throws {
        let html = try Markdown.html(
            "# Title\n\n<script>alert(1)</script>\n\n[ok](https://example.org) [no](javascript:alert(1))\n\n* one\n"
        ).html
        #expect(html.contains("<h2>Title</h2>"))
        #expect(html.contains(#"<a href="https://example.org">ok</a>"#))
        #expect(html.contains("<li>one</li>"))
        #expect(!html.contains("script"))
    }

    @Test func aTextTooLongIsRefused() {
        #expect(throws: Refusal.self) { try Markdown.html(String(repeating: "x", count: Markdown.longest + 1)) }
    }

    @Test func deepNestingEnds() throws {
        #expect(try Markdown.html(String(repeating: "> ", count: Markdown.longest / 2 - 1) + "x").html.contains("x"))
    }
}

@Suite struct QRCodeTests {
    @Test func aCodeIsOnePathOfSquareModules() throws {
        let code = try QRCode("https://parvis.example/fr/services/0000")
        #expect((code.size - 21) % 4 == 0)
        // The corner's finder pattern: seven dark modules after the quiet zone of four.
        #expect(code.path.hasPrefix("M4 4.5h7m"))
        #expect(code.path.utf8.count < 3_000)
        #expect(code.svg(label: "\"<").html.contains("aria-label=\"&quot;&lt;\""))
    }

    @Test func theSameTextGivesTheSameCode() throws {
        #expect(try QRCode("a").path == QRCode("a").path)
        #expect(try QRCode("a").path != QRCode("b").path)
    }

    @Test func nothingAndTooMuchAreRefused() {
        #expect(throws: Refusal.self) { try QRCode("") }
        #expect(throws: Refusal.self) { try QRCode(String(repeating: "x", count: 301)) }
    }
}

@Suite struct HTMLPageTests {
    @Test func readsWhatAPersonSees() {
        let page = HTMLPage(
            #"<!doctype html><body><h1 class="a b">Un <b>deux</b></h1><p id=x title='y > z'>trois &amp; <br>quatre</p><input name="q"></body>"#
        )
        #expect(page.first("h1.b")?.text == "Un deux")
        #expect(page.first("#x")?.attributes["title"] == "y > z")
        #expect(page.texts(of: "p") == ["trois & quatre"])
        #expect(page.first("input[name=q]") != nil && page.first("input[name=z]") == nil)
        #expect(page.mistakes == [])
    }

    @Test func seesWhatIsNotClosed() {
        #expect(HTMLPage("<p><b>x</p>").mistakes.count == 3)
        #expect(HTMLPage("<p>x").mistakes == ["<p> is never closed"])
    }
}
