import Core
import Foundation
import Mustache

extension Views {
    /// What templates would pass over in silence, when filled from samples: names no page has, and sections no sample enters.
    ///
    /// Give every page at least one sample in which each optional is there and each array has an element.
    package func unknownNames(in samples: [any Page], context: AppContext) -> [String] {
        // One walk for all: a part two pages print may show one half on each.
        var walk = TemplateWalk(templates: templates)
        let missing = samples.compactMap { sample -> String? in
            let template = type(of: sample).template
            guard let syntax = templates.syntax[template] else { return "Templates/\(template).mustache is missing" }
            walk.visit(syntax, stack: [values(of: sample, context)])
            return nil
        }
        return (walk.problems + Set(missing)).sorted()
    }

    /// Templates of a folder that no sample prints, partials included: give each a sample.
    package func templates(in folder: String, notPrintedBy samples: [any Page]) -> [String] {
        var printed: Set<String> = []
        func follow(_ name: String) {
            guard printed.insert(name).inserted, let syntax = templates.syntax[name] else { return }
            syntax.partials.forEach(follow)
        }
        samples.forEach { follow(type(of: $0).template) }
        return templates.syntax.keys.filter { $0.hasPrefix(folder + "/") && !printed.contains($0) }.sorted()
    }

    func unknownNames(of template: String, values samples: [Any], context: AppContext) -> [String] {
        guard let syntax = templates.syntax[template] else { return ["Templates/\(template).mustache is missing"] }
        var walk = TemplateWalk(templates: templates)
        for sample in samples { walk.visit(syntax, stack: [values(of: sample, context)]) }
        return walk.problems.sorted()
    }
}

/// Follows a template through a sample as the engine would, and remembers what it did not find.
private struct TemplateWalk {
    let templates: Templates
    private var unknown: Set<String> = []
    private var entered: Set<String> = []
    private var seen: Set<String> = []
    private var depth = 0

    init(templates: Templates) { self.templates = templates }

    var problems: [String] {
        Array(unknown) + seen.subtracting(entered).map { "\($0): no sample enters this section" }
    }

    mutating func visit(_ syntax: TemplateSyntax, stack: [Any]) {
        guard depth < 20 else { return }
        depth += 1
        visit(syntax.nodes, of: syntax.name, stack)
        depth -= 1
    }

    private mutating func visit(_ nodes: [TemplateSyntax.Node], of template: String, _ stack: [Any]) {
        for node in nodes {
            switch node {
            case .partial(let name, _):
                if let partial = templates.syntax[name] { visit(partial, stack: stack) }
            case .value(let name, _, _, let line):
                if find(name, stack) == nil { unknown.insert("Templates/\(template).mustache, line \(line): {{\(name)}} is nothing") }
            case .section(let name, let isInverted, let nodes, let line):
                let place = "Templates/\(template).mustache, line \(line): {{\(isInverted ? "^" : "#")\(name)}}"
                seen.insert(place)
                guard let value = find(name, stack) else {
                    unknown.insert("\(place) is nothing")
                    entered.insert(place)
                    continue
                }
                for inside in isInverted ? (isShown(value) ? [] : [stack]) : insides(value, stack) {
                    entered.insert(place)
                    visit(nodes, of: template, inside)
                }
            }
        }
    }

    /// The stacks a section is printed with.
    private func insides(_ value: Any, _ stack: [Any]) -> [[Any]] {
        if let list = value as? [Any] { return list.map { stack + [$0] } }
        guard isShown(value) else { return [] }
        return [value is Bool ? stack : stack + [value]]
    }

    private func isShown(_ value: Any) -> Bool {
        if let list = value as? [Any] { return !list.isEmpty }
        return !(value is NSNull) && (value as? Bool) != false
    }

    private func find(_ name: String, _ stack: [Any]) -> Any? {
        guard name != ".", !name.contains("(") else { return stack.last }
        var names = name.split(separator: ".").map(String.init)[...]
        guard let first = names.popFirst() else { return nil }
        guard var value = stack.reversed().lazy.compactMap({ child(first, of: $0) }).first else { return nil }
        for name in names {
            guard let next = child(name, of: value) else { return nil }
            value = next
        }
        return value
    }

    private func child(_ name: String, of value: Any) -> Any? {
        if value is NSNull { return NSNull() }
        return (value as? any MustacheParent)?.child(named: name)
    }
}
