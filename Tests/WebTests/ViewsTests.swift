import Core
import Foundation
import TestKit
import Testing

@testable import Web

@Suite struct ViewsTests {
    struct Sample: Page {
        struct Inner: Sendable {
            let name: String?
        }
        static let template = "styleguide"
        let title: Text
        let name = "outer"
        let inner: Inner
        let list: [Inner]
    }

    @Test(
        "A broken template stops the server and says where",
        arguments: [
            ("{{#a}}\nx", 1, "never closed"), ("x\n{{/a}}", 2, "closes nothing"), ("x\n{{>components/nowhere}}", 2, "no partial"),
            ("{{t.no.such_key}}", 1, "no catalogue"), ("{{a", 1, "never ends"), ("<a title=\"{{t.layout.home}}\">", 1, "inside a tag"),
            ("\n\n{{t.layout.home.plain}}", 3, ".plain"), ("{{{t.layout.home}}}", 1, "two braces"),
            ("{{t.form.errors}}", 1, "needs values"),
            ("{{=<% %>=}}", 1, "not used"), ("{{<layout}}{{/layout}}", 1, "not used"),
        ])
    func brokenTemplates(text: String, line: Int, reason: String) throws {
        let english = try Catalogues(folder: TestFiles.locales)[.english]
        let error = #expect(throws: Refusal.self) { try Templates(["page": text], catalogue: english) }
        #expect(error?.place?.file == "Templates/page.mustache")
        #expect(error?.place?.line == line)
        #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test func theFolderThatIsMissingIsNamed() throws {
        #expect(throws: Refusal.self) {
            try Templates(folder: URL(filePath: "/nowhere"), catalogue: .empty)
        }
    }

    private func printed(_ template: String, _ value: any Sendable, in language: Language = .french) throws -> String {
        let web = try TestWeb()
        let templates = try Templates(["page": template, "part": "{{name}}"], catalogue: web.catalogues[.english])
        return try templates.render("page", web.views.values(of: value, web.context(language)))
    }

    @Test func whatPeopleTypedIsEscapedWhateverItIsMadeOf() throws {
        struct Value: Sendable { let name: String }
        #expect(try printed("{{name}}", Value(name: "<b>&\"'")) == "&lt;b&gt;&amp;&quot;&#39;")
        #expect(try printed("<i title=\"{{name}}\">", Value(name: "\"\u{301} onclick=x")) == "<i title=\"&quot;\u{301} onclick=x\">")
        #expect(try printed("{{>part}}{{#name}}{{.}}{{/name}}", Value(name: "<\u{301}")) == "&lt;\u{301}&lt;\u{301}")
        let forged = "\u{f8fe}\" onclick=x \u{f8fe}words"
        #expect(try !printed("{{name}}", Value(name: forged)).contains("\""))
    }

    @Test func aTextInAnotherLanguageIsMarked() throws {
        struct Value: Sendable { let name: Text }
        let arabic = Text("<مرحبا>", in: Language("ar"), isFallback: true)
        #expect(try printed("{{name}}", Value(name: arabic)) == #"<span lang="ar" dir="rtl">&lt;مرحبا&gt;</span>"#)
        #expect(try printed("<i title=\"{{name.plain}}\">", Value(name: arabic)) == #"<i title="&lt;مرحبا&gt;">"#)
        #expect(try printed("{{name}}", Value(name: Text("bonjour", in: .french))) == "bonjour")
        #expect(try printed("{{t.layout.home}}", Value(name: arabic), in: .french) == "Accueil")
    }

    @Test func aNilPrintsNothingEvenWhenAnOuterNameIsTheSame() throws {
        let sample = Sample(title: Text("x", in: .french), inner: .init(name: nil), list: [.init(name: nil), .init(name: "in")])
        #expect(
            try printed(
                "{{name}}|{{#inner}}{{name}}{{#name}}?{{/name}}{{^name}}none{{/name}}{{/inner}}|{{#list}}[{{name}}]{{/list}}", sample)
                == "outer|none|[][in]")
    }

    @Test func theContractFindsNamesAndSectionsNoSampleFills() throws {
        let web = try TestWeb()
        let sample = Sample(title: Text("x", in: .french), inner: .init(name: nil), list: [])
        let problems = web.views.unknownNames(in: [sample], context: web.context(.french))
        #expect(problems == ["Templates/styleguide.mustache, line 2: {{#components}} is nothing"])
        #expect(problems.count == 1)
    }

    @Test("The pages of this part have no name that nothing fills", arguments: [Language.french, Language("ar"), .pseudoMirrored])
    func ownPagesKeepTheirContract(language: Language) throws {
        let web = try TestWeb(pseudo: true)
        let context = web.context(language)
        let pages: [any Page] = [
            try StyleguidePage(views: web.views, context: context), ErrorPage(Failure(ViewsError.any), context: context),
            LanguagesPage(languages: web.catalogues.languages, target: "", context: context),
        ]
        #expect(web.views.unknownNames(in: pages, context: context) == [])
        for page in pages {
            let html = HTMLPage(try web.views.render(page, context))
            #expect(html.mistakes == [])
            #expect(html.first("html")?.attributes["lang"] == language.htmlTag)
            #expect(html.first("html")?.attributes["dir"] == language.pageDirection)
            #expect(html.all("h1").count == 1 && html.all("main").count == 1)
            #expect(html.links.first == "#main")
            #expect(!html.source.contains("{{"))
        }
    }

    enum ViewsError: Error { case any }

    @Test func everyComponentHasAnExampleThatFillsIt() throws {
        let web = try TestWeb()
        let context = web.context(.french)
        let examples = try ComponentExample.all(context, views: web.views)
        let shown = Set(examples.map(\.name)).union(["guard", "pictogram"])
        let all = web.views.templates.syntax.keys.filter { $0.hasPrefix("components/") }.map { String($0.dropFirst("components/".count)) }
        #expect(Set(all) == shown)
        for (name, group) in Dictionary(grouping: examples, by: \.name) {
            #expect(web.views.unknownNames(of: "components/\(name)", values: group.map(\.value), context: context) == [], "\(name)")
        }
    }

    @Test func thePageIsSmallEnoughForASlowTelephone() throws {
        let web = try TestWeb()
        let style = try #require(gzip(Array(web.views.style.utf8)))
        #expect(style.count <= 5_000)
        // What travels, as for the rest of the budget: a phone that keeps a pack fetches them all, a visitor two of them.
        let scripts = web.assets.files.filter { $0.key.hasPrefix("js/") }.values
        #expect(try scripts.reduce(0) { try $0 + #require(gzip(Array($1.bytes))).count } <= 15_000)
        let page = try web.views.render(ErrorPage(Failure(ViewsError.any), context: web.context(.french)), web.context(.french))
        #expect(try #require(gzip(Array(page.utf8))).count <= 14_000)
    }

    @Test func theStyleHasNothingFromElsewhereAndOnlyLogicalSides() throws {
        let style = try TestWeb().views.style
        for forbidden in [
            "url(", "@import", "@font-face", "margin-left", "margin-right", "padding-left", "padding-right", "text-align:left",
            "text-align:right", "float:",
        ] {
            #expect(!style.contains(forbidden), "\(forbidden)")
        }
    }

    @Test func aCityReplacesItsTokens() throws {
        let page = try TestWeb(site: .init(name: "Lyon", tokens: "--accent:#a00")).views
        #expect(page.style.hasSuffix(":root{--accent:#a00}"))
        #expect(try page.contentSecurityPolicy != TestWeb().views.contentSecurityPolicy)
    }
}
