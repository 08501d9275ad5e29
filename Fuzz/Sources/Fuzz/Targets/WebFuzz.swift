import Core

@testable import Directory
@testable import Web

/// What browsers send and what translators write.
enum WebFuzz {
    static func languages(_ bytes: [UInt8]) {
        let language = Language.best(for: text(bytes))
        expect(Language.all.contains(language), "\(language) is none of ours")
    }

    static func catalogues(_ bytes: [UInt8]) {
        guard let object = try? PortableObject(text(bytes), file: "en.po") else { return }
        for language in [Language.english, .french, Language("ar"), Language("ru"), Language("bo")] {
            guard let file = try? CatalogueFile(object, language: language) else { continue }
            guard language == .english else { continue }
            guard let catalogues = try? Catalogues(files: [.english: file], pseudo: true) else { continue }
            for catalogue in [catalogues[.english], catalogues[.pseudoAccented], catalogues[.pseudoMirrored]] {
                for key in file.entries.keys {
                    expect(!catalogue(key, count: Int(choice(bytes) % 200), ["name": "x"]).plain.isEmpty, "\(key) prints nothing")
                }
            }
        }
    }

    static func forms(_ bytes: [UInt8]) {
        guard let body = String(validating: bytes, as: UTF8.self), let fields = try? FormFields(body) else { return }
        for name in ["name", "q", ""] {
            for value in fields.all(name) {
                expect(
                    value.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t" }, "control character")
            }
        }
    }

    /// The file is a part of what was sent, its name leads nowhere, and fields are as clean as those of any other form.
    static func uploads(_ bytes: [UInt8]) {
        guard let form = UploadedForm(bytes, boundary: "b") else { return }
        expect(form.file.count < bytes.count, "the file is longer than the form")
        expect(!form.fileName.contains { "/\\".contains($0) }, "the name \(form.fileName) has a folder")
        for name in ["name", "token", "a"] {
            for value in form.fields.all(name) {
                expect(
                    value.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t" }, "control character")
            }
        }
    }

    /// What is understood is written into an address that means the same.
    static func queries(_ bytes: [UInt8]) {
        let items = text(bytes).split(separator: "&").map { pair -> (name: String, value: String) in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
            return (parts[0], parts.count == 2 ? parts[1] : "")
        }
        let (query, problems) = FindQuery.read(items, zone: .paris, now: now)
        expect((1...FindQuery.largestPage).contains(query.limit), "limit \(query.limit)")
        expect(problems.allSatisfy { !$0.reason.isEmpty }, "a problem without a reason")
        var again = FindQuery.read(query.parameters, zone: .paris, now: now).query
        again.limit = query.limit
        expect(again.path("/f") == query.path("/f"), "\(query.path("/f")) → \(again.path("/f"))")
        if let place = query.place { _ = finder.find(place) }
    }

    private static let now = Instant(seconds: 1_795_460_400)

    private static let finder = PlaceFinder(
        Territory(
            areas: [],
            places: ["Porte des Exemples", "Gare Inventée", "ميدان"].enumerated().compactMap { index, name in
                Coordinate(latitude: 48, longitude: 2).map {
                    NamedPlace(id: "p\(index)", name: LocalizedText(), also: [name], at: $0, area: nil)
                }
            }))

    static func markdown(_ bytes: [UInt8]) {
        guard let html = try? Markdown.html(text(bytes)).html.lowercased() else { return }
        for tag in ["<script", "<iframe", "<style", "<object", "<form", "href=\"javascript:", "src=\"javascript:"] {
            expect(!html.contains(tag), "\(tag) passed: \(html)")
        }
    }
}
