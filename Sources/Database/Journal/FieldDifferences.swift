/// What one change made of a record, field by field, as the journal keeps it: `{"fields":{"/name/fr/text":["before","after"]}}`.
///
/// Paths are JSON pointers (RFC 6901). Objects are compared member by member, lists as a whole; `null` stands for a field that was not
/// there. Values are JSON text, never read as numbers or words, so that they come back as they were.
package struct FieldDifferences: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        /// Where in the record, as `/name/fr/text`.
        package let path: String
        /// JSON text; nil: there was nothing.
        package let before: String?
        package let after: String?

        package init(path: String, before: String?, after: String?) {
            self.path = path
            self.before = before
            self.after = after
        }
    }

    /// In the order of the paths.
    package let fields: [Field]

    /// Compares two records written as JSON objects.
    package init(from before: String, to after: String) throws {
        var comparison = Comparison()
        try comparison.compare(JSONMembers.Text(before.utf8), JSONMembers.Text(after.utf8), at: [])
        fields = comparison.fields
    }

    /// The differences an entry's payload holds; none for an entry of another shape.
    package init(payload: String) throws {
        let members = try JSONMembers(JSONMembers.Text(payload.utf8))
        guard let text = members.value(of: Array("fields".utf8)) else {
            fields = []
            return
        }
        fields = try JSONMembers(text).all.map { member in
            let pair = try JSONMembers.elements(of: member.value)
            guard pair.count == 2 else { throw DatabaseError.misuse("a journal entry's differences are not pairs") }
            return Field(path: String(decoding: member.key, as: UTF8.self), before: Self.text(pair[0]), after: Self.text(pair[1]))
        }
    }

    /// The payload of the entry.
    package var json: String {
        let pairs = fields.map { "\"\($0.path)\":[\($0.before ?? "null"),\($0.after ?? "null")]" }
        return "{\"fields\":{\(pairs.joined(separator: ","))}}"
    }

    private static func text(_ value: JSONMembers.Text) -> String? {
        let text = String(decoding: value, as: UTF8.self)
        return text == "null" ? nil : text
    }

    private struct Comparison {
        var fields: [Field] = []

        mutating func compare(_ before: JSONMembers.Text, _ after: JSONMembers.Text, at path: [UInt8]) throws {
            if before.elementsEqual(after) { return }
            guard before.first == .objectStart, after.first == .objectStart else {
                return fields.append(Self.field(path, before, after))
            }
            let (old, new) = (try JSONMembers(before), try JSONMembers(after))
            for key in old.keys(and: new) {
                let deeper = path + [.slash] + JSONMembers.pointer(key)
                switch (old.value(of: key), new.value(of: key)) {
                case (let old?, let new?): try compare(old, new, at: deeper)
                case (let old, let new): fields.append(Self.field(deeper, old, new))
                }
            }
        }

        private static func field(_ path: [UInt8], _ before: JSONMembers.Text?, _ after: JSONMembers.Text?) -> Field {
            Field(
                path: String(decoding: path, as: UTF8.self), before: before.flatMap(FieldDifferences.text),
                after: after.flatMap(FieldDifferences.text))
        }
    }
}
