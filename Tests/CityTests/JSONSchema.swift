import Core
import Foundation

/// The part of JSON Schema that the API's document uses, read strictly: a property that is not declared is a mistake.
struct JSONSchema {
    let document: [String: Any]

    init(_ document: [String: Any]) { self.document = document }

    /// What of a value is not as declared, each with its place.
    func mistakes(in value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
        let schema = resolved(schema)
        if let choices = schema["anyOf"] as? [[String: Any]] {
            let results = choices.map { mistakes(in: value, $0, at: place) }
            if !results.contains(where: \.isEmpty) { return results.min { $0.count < $1.count } ?? [] }
        }
        switch schema["type"] as? String {
        case "object": return objectMistakes(value, schema, place)
        case "array":
            guard let list = value as? [Any] else { return ["\(place) is no list"] }
            let items = schema["items"] as? [String: Any] ?? [:]
            return list.enumerated().flatMap { mistakes(in: $1, items, at: "\(place)[\($0)]") }
        case "string":
            guard let text = value as? String else { return ["\(place) is no text"] }
            return textMistakes(text, schema, place)
        case "integer", "number":
            guard let number = value as? NSNumber, !Self.isFlag(number) else { return ["\(place) is no number"] }
            let isIn =
                number.doubleValue >= (schema["minimum"] as? Double ?? -.infinity)
                && number.doubleValue <= (schema["maximum"] as? Double ?? .infinity)
            let isWhole = schema["type"] as? String == "number" || number.doubleValue == number.doubleValue.rounded()
            return isIn && isWhole ? [] : ["\(place) is \(number)"]
        case "boolean": return (value as? NSNumber).map(Self.isFlag) == true ? [] : ["\(place) is no flag"]
        case "null": return value is NSNull ? [] : ["\(place) is not null"]
        default: return schema["anyOf"] == nil && !schema.isEmpty ? ["\(place) has a schema without a type"] : []
        }
    }

    /// A schema of the document by where it is used.
    func resolved(_ schema: [String: Any]) -> [String: Any] {
        guard let reference = schema["$ref"] as? String else { return schema }
        var found: Any? = document
        for name in reference.split(separator: "/").dropFirst() { found = (found as? [String: Any])?[String(name)] }
        return found as? [String: Any] ?? ["type": "missing \(reference)"]
    }

    private func objectMistakes(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
        if let values = schema["additionalProperties"] as? [String: Any] {
            return object.flatMap { mistakes(in: $1, values, at: "\(place).\($0)") }
        }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place).\($0) is missing" }
        return missing
            + object.flatMap { name, value in
                properties[name].map { mistakes(in: value, $0, at: "\(place).\(name)") } ?? ["\(place).\(name) is not declared"]
            }
    }

    private func textMistakes(_ text: String, _ schema: [String: Any], _ place: String) -> [String] {
        if let choices = schema["enum"] as? [String], !choices.contains(text) { return ["\(place) is “\(text)”"] }
        let fits =
            switch schema["format"] as? String {
            case "uuid": UUID(uuidString: text) != nil
            case "date": Day(text) != nil
            case "date-time": Instant(iso8601: text) != nil
            case "uri": text.contains(":") && !text.contains(" ")
            case "email": text.contains("@")
            default: true
            }
        return fits ? [] : ["\(place) is “\(text)”"]
    }

    /// JSON's true and false, and no number.
    private static func isFlag(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
