import Core
import Foundation
import Mustache

/// Turns a page into what the template engine reads: dictionaries in which a nil is a name that is there and empty.
///
/// Left to itself the engine looks an optional that is nil up in the enclosing section, and prints that one instead.
struct TemplateValue {
    let pictograms: [String: String]

    func of(_ value: Any) -> Any {
        switch value {
        case let known as any TemplateLeaf: return known.leaf(self)
        case let list as [Any]: return list.map(of)
        default: return ofMirror(value)
        }
    }

    private func ofMirror(_ value: Any) -> Any {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { of($0.value) } ?? NSNull()
        case .struct: return fields(of: mirror)
        case .enum: return (value as? any RawRepresentable).map { "\($0.rawValue)" } ?? "\(value)"
        default: return "\(value)"
        }
    }

    func fields(of mirror: Mirror) -> [String: Any] {
        var fields: [String: Any] = [:]
        for child in mirror.children {
            if let label = child.label { fields[label] = of(child.value) }
        }
        return fields
    }
}

/// A type with a form of its own in templates.
private protocol TemplateLeaf {
    func leaf(_ values: TemplateValue) -> Any
}

extension String: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { self }
}
extension Bool: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { self }
}
extension Int: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { self }
}
extension Text: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { PrintedText(text: self) }
}
extension LocalizedText.Reading: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { PrintedText(text: Text(self)) }
}
extension Markup: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { html }
}
extension Pictogram: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any { values.pictograms[name] ?? NSNull() }
}
extension Language: TemplateLeaf {
    fileprivate func leaf(_ values: TemplateValue) -> Any {
        ["tag": tag, "html": htmlTag, "direction": pageDirection, "endonym": endonym] as [String: Any]
    }
}

/// A text in a template: `{{name}}` marks its language when it is not the page's, `{{name.plain}}` is the words only.
struct PrintedText: MustacheCustomRenderable, MustacheParent {
    let text: Text

    var renderText: String { text.isFallback ? MarkedText.mark(text) : text.plain }
    var isNull: Bool { false }

    func child(named name: String) -> Any? {
        switch name {
        case "plain": text.plain
        case "tag": text.language.htmlTag
        case "direction": text.language.pageDirection
        case "isMachine": text.state == .machine
        case "isOutdated": text.state == .outdated
        case "isFallback": text.isFallback
        default: nil
        }
    }
}

/// The catalogue in a template: `{{t.find.title}}`.
struct PrintedCatalogue: MustacheParent {
    let catalogue: Catalogue
    var prefix = ""

    func child(named name: String) -> Any? {
        let key = prefix.isEmpty ? name : "\(prefix).\(name)"
        return catalogue.has(key) ? PrintedText(text: catalogue(key)) : PrintedCatalogue(catalogue: catalogue, prefix: key)
    }
}
