import Core
import Foundation
import Mustache

/// Every template of `Templates/`, read and checked at boot.
struct Templates: Sendable {
    let library: MustacheLibrary
    let syntax: [String: TemplateSyntax]

    /// - Throws: a `Refusal` with file and line for a template that is broken, names a partial that is missing, or a
    ///   key that no catalogue has.
    init(folder: URL, catalogue: Catalogue) throws {
        try self.init(Self.texts(in: folder), catalogue: catalogue)
    }

    init(_ texts: [String: String], catalogue: Catalogue) throws {
        HTMLEscaping.register()
        var library = MustacheLibrary()
        var syntax: [String: TemplateSyntax] = [:]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            syntax[name] = try TemplateSyntax(text, name: name)
            do {
                try library.register(HTMLEscaping.pragma + text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                throw Refusal("\(error.error)", at: .init(file: "Templates/\(name).mustache", line: error.context.lineNumber))
            }
        }
        self.library = library
        self.syntax = syntax
        for template in syntax.values.sorted(by: { $0.name < $1.name }) {
            try check(template.nodes, of: template.name, catalogue)
        }
    }

    func render(_ name: String, _ values: [String: Any]) throws -> String {
        guard let html = library.render(values, withTemplate: name) else {
            throw Refusal("the template is missing", at: .init(file: "Templates/\(name).mustache"))
        }
        return html
    }

    private func check(_ nodes: [TemplateSyntax.Node], of template: String, _ catalogue: Catalogue) throws {
        func refusal(_ reason: String, _ line: Int) -> Refusal {
            Refusal(reason, at: .init(file: "Templates/\(template).mustache", line: line))
        }
        for node in nodes {
            switch node {
            case .partial(let name, let line):
                guard syntax[name] != nil else { throw refusal("there is no partial \(name)", line) }
            case .section(let name, _, let nodes, let line):
                guard name.hasPrefix("t.") == false else { throw refusal("\(name) is a text, not a section", line) }
                try check(nodes, of: template, catalogue)
            case .value(let name, let isRaw, let isInTag, let line):
                guard name.hasPrefix("t.") else { continue }
                let key = name.dropFirst(2)
                let isPlain = key.hasSuffix(".plain")
                guard !isRaw else { throw refusal("\(name) is printed with two braces", line) }
                guard isPlain == isInTag else {
                    throw refusal(isInTag ? "inside a tag write {{\(name).plain}}" : "only inside a tag write .plain", line)
                }
                guard let entry = catalogue.entries[String(isPlain ? key.dropLast(6) : key)] else {
                    throw refusal("\(key) is in no catalogue: add it to Locales/en.po", line)
                }
                guard !entry.isPlural, entry.forms.allSatisfy(\.names.isEmpty) else {
                    throw refusal("\(key) needs values: prepare it in the page", line)
                }
            }
        }
    }

    private static func texts(in folder: URL) throws -> [String: String] {
        var texts: [String: String] = [:]
        for path in try pathsOfFiles(in: folder) where path.hasSuffix(".mustache") {
            guard let text = String(validating: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self) else {
                throw Refusal("the file is not UTF-8", at: .init(file: "Templates/\(path)"))
            }
            texts[String(path.dropLast(".mustache".count))] = text
        }
        return texts
    }
}
