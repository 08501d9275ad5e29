import Foundation

/// A record as its fields, each with its path and its value as JSON text: what two versions are compared and merged by.
///
/// Objects are followed to their members (`/name/fr/text`); a list is one value, because its parts have no names.
struct RecordFields: Hashable, Sendable {
    /// By path; the keys of the path as they stand in the record.
    var values: [[String]: String]

    /// Reads a record written as a JSON object.
    init(json: String) throws {
        values = [:]
        try read(JSONSerialization.jsonObject(with: Data(json.utf8)), at: [])
    }

    /// The record as JSON, keys in order.
    func json() throws -> String {
        var root: [String: Any] = [:]
        for path in values.keys.sorted(by: { $0.count < $1.count }) { try Self.set(values[path] ?? "null", at: path[...], in: &root) }
        return try Self.text(root)
    }

    private mutating func read(_ value: Any, at path: [String]) throws {
        guard let object = value as? [String: Any], !object.isEmpty else {
            values[path] = try Self.text(value)
            return
        }
        for (key, member) in object { try read(member, at: path + [key]) }
    }

    /// Shorter paths come first: an object that was empty gives way to its members.
    private static func set(_ text: String, at path: ArraySlice<String>, in object: inout [String: Any]) throws {
        guard let key = path.first else { return }
        if path.count == 1 {
            object[key] = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        } else {
            var member = object[key] as? [String: Any] ?? [:]
            try set(text, at: path.dropFirst(), in: &member)
            object[key] = member
        }
    }

    private static func text(_ value: Any) throws -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}
