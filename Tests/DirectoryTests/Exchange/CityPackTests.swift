import Core
import Directory
import Foundation
import Testing

@Suite("A city pack is read whole or refused with everything that is wrong")
struct CityPackTests {
    private static let files = [
        "pack.yaml": """
        id: essai
        name: {fr: Ville inventée}
        country: FR
        time_zone: Europe/Paris
        default_language: fr
        licence: EUPL-1.2
        languages: [fr, en]
        """,
        "territory.yaml": """
        areas:
          - code: "99001"
            aliases: ["99000"]
            name: {fr: Quartier inventé}
            kind: commune
            center: [48.9, 2.3]
            neighbours: []
            tile: [1, 2]
        places:
          - {id: porte, names: {fr: Porte inventée}, also: [La porte], at: [48.91, 2.31], area: "99001"}
        """,
        "taxonomy/terms.yaml": """
        themes: [{id: wash}]
        needs: [{id: shower, theme: wash}]
        situations: [{id: refugee}]
        """,
        "taxonomy/labels/fr.yaml": """
        state: human
        labels:
          wash: {label: Se laver}
          shower: {label: Douche, synonyms: [bain]}
          refugee: {label: Personne réfugiée}
        """,
        "sources.yaml": """
        sources:
          - {id: plan, title: Le plan inventé, publisher: La ville, date: "2019-06"}
        """,
        "organizations/all.yaml": """
        organizations:
          - {id: bains, name: Bains inventés, kind: public, sources: [plan]}
        """,
        "sites/all.yaml": """
        sites:
          - {id: bains-nord, organization: bains, name: Bains du nord, area: "99001", sources: [plan]}
        """,
        "services/all.yaml": """
        services:
          - id: douches
            organization: bains
            sites: [bains-nord]
            name: {fr: Douches}
            needs: [shower]
            hours: "Mo-Fr 09:00-12:00"
            facts: [{field: hours, source: plan, read: "2026-11-23"}]
            status: active
            state: "2019 plan, not checked"
            sources: [plan]
        """,
        "sheets/droits/sheet.yaml": """
        id: droits
        theme: wash
        order: 1
        situations: [refugee]
        sources: [{id: loi, title: La loi inventée}]
        """,
        "sheets/droits/fr.md": "---\ntitle: Vos droits\nsummary: En bref.\nstate: human\n---\n\n- Une règle. [[loi]]\n",
        "sheets/droits/en.md": "---\ntitle: Your rights\nsummary: In short.\nstate: human\nsource_hash: other\n---\n\n- A rule. [[loi]]\n",
    ]

    private func read(_ changes: [String: (String, String)] = [:]) throws -> CityPack {
        let folder = NSTemporaryDirectory() + "pack-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }  // a leftover in the temporary folder harms nobody
        for (name, text) in Self.files {
            let path = folder + "/" + name
            try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            let changed = changes[name].map { text.replacing($0.0, with: $0.1, maxReplacements: 1) } ?? text
            try Data(changed.utf8).write(to: URL(filePath: path))
        }
        return try CityPack.read(folder: folder)
    }

    @Test func aWholePackIsRead() throws {
        let pack = try read()
        #expect(pack.info.source == "pack:essai")
        #expect(pack.territory.areas.map(\.code) == ["99001"])
        #expect(pack.taxonomy.terms.map(\.id) == ["wash", "shower", "refugee"])
        #expect(pack.records.servicesAtLocations.map(\.hours) == ["Mo-Fr 09:00-12:00"])
        #expect(pack.records.services.first?.extra == ["state": "2019 plan, not checked", "source_date": "2019-06"])
    }

    @Test func aSiteWithoutAnAddressIsAtTheCentreOfItsAreaAndSaysSo() throws {
        let location = try #require(try read().records.locations.first)
        #expect(location.coordinate == Coordinate(latitude: 48.9, longitude: 2.3))
        #expect(location.precision == .area)
    }

    @Test func aTranslationOfAnotherFrenchTextIsOutdated() throws {
        let pack = try read()
        let sheet = try #require(pack.sheets.first)
        #expect(sheet.texts[.french]?.state == .human)
        #expect(sheet.texts[.english]?.state == .outdated)
        let hash = try #require(sheet.texts[.french]?.sourceHash)
        let current = try read(["sheets/droits/en.md": ("source_hash: other", "source_hash: \(hash)")])
        #expect(current.sheets.first?.texts[.english]?.state == .human)
    }

    @Test(arguments: [
        (
            "services/all.yaml", "needs: [shower]", "needs: [bath]",
            "services/all.yaml, line 6, needs: taxonomy/terms.yaml has no term “bath”"
        ),
        (
            "services/all.yaml", "organization: bains", "organization: autre",
            "services/all.yaml, line 3, organization: no organization has the id “autre”"
        ),
        ("services/all.yaml", "sources: [plan]", "sources: [autre]", "services/all.yaml, line 11, sources: sources.yaml has no “autre”"),
        (
            "services/all.yaml", "    facts: [{field: hours, source: plan, read: \"2026-11-23\"}]\n", "",
            "services/all.yaml, line 7, hours: is given without its source: add it under facts, with the day it was read, or leave it empty"
        ),
        ("services/all.yaml", "Mo-Fr 09:00-12:00", "le matin", "services/all.yaml, line 7, hours: “le matin” is not opening_hours:"),
        ("services/all.yaml", "status: active", "status: open", "services/all.yaml"),
        (
            "services/all.yaml", "state:", "colour: red\n    state:",
            "services/all.yaml, line 10, colour: a pack has no such field here: correct or remove it"
        ),
        ("sites/all.yaml", "area: \"99001\"", "area: \"1\"", "sites/all.yaml, line 2, area: territory.yaml has no area “1”"),
        (
            "organizations/all.yaml", "kind: public", "website: https://example.org",
            "organizations/all.yaml, line 2, website: is given without its source"
        ),
        (
            "organizations/all.yaml", "organizations:\n", "organizations:\n  - {id: bains, name: Deux, sources: [plan]}\n",
            "organizations/all.yaml, line 3, id: “bains” is already the id of organizations/all.yaml, line 2: ids are unique"
        ),
        (
            "taxonomy/labels/fr.yaml", "wash: {", "laver: {",
            "taxonomy/terms.yaml, line 1, id: the term “wash” has no label in taxonomy/labels/fr.yaml"
        ),
        (
            "territory.yaml", "center: [48.9, 2.3]", "center: [489, 2.3]",
            "territory.yaml, line 6, center: should be [latitude, longitude] in degrees"
        ),
        (
            "sheets/droits/fr.md", "[[loi]]", "[[decret]]",
            "sheets/droits/fr.md, paragraph line 2 of the text: sheet.yaml has no source “decret”"
        ),
        ("sheets/droits/fr.md", "state: human", "state: perfect", "sheets/droits/fr.md"),
        ("pack.yaml", "country: FR", "country: FR\ncountry: BE", "pack.yaml"),
        ("sources.yaml", "sources:", "sources: *x", "sources.yaml, line 1: is not YAML: found undefined alias"),
    ])
    func aMistakeIsNamedWithItsPlace(file: String, text: String, wrong: String, start: String) throws {
        let problems = #expect(throws: CityPack.Problems.self) { try read([file: (text, wrong)]) }
        #expect(problems?.refusals.contains { $0.description.hasPrefix(start) } == true, "\(problems?.description ?? "taken")")
    }

    @Test func theNameOfAPlaceIsTheSameInEasyFrench() throws {
        let territory = try read([:]).territory
        #expect(territory.areas.first?.name.reading(in: .easyFrench)?.isFallback == false)
        #expect(territory.places.first?.name.reading(in: .easyFrench)?.isFallback == false)
    }

    @Test func thePackOfParisIsRead() throws {
        let pack = try CityPack.read(folder: RealInput.root + "/packs/paris")
        #expect(pack.records.organizations.count >= 230)
        #expect(Set(pack.records.servicesAtLocations.map(\.serviceID)).count == pack.records.services.count)
        #expect(pack.sheets.count >= 12)
        #expect(pack.sheets.allSatisfy { $0.texts[.french] != nil })
    }
}
