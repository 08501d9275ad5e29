extension FieldDifferences {
    /// Fields that changed again since: undoing would lose what came later.
    package struct Conflict: Error, Hashable, Sendable {
        package let paths: [String]

        package init(paths: [String]) { self.paths = paths }
    }

    /// The record as it was before the change: given the record of now, whatever else changed in it stays.
    package func undone(on record: String) throws -> String {
        var document = try JSONDocument(JSONMembers.Text(record.utf8))
        var lost: [String] = []
        for field in fields {
            let path = JSONMembers.keys(of: field.path)
            guard document.text(at: path) == field.after else {
                lost.append(field.path)
                continue
            }
            if !document.set(field.before, at: path) { lost.append(field.path) }
        }
        guard lost.isEmpty else { throw Conflict(paths: lost) }
        return document.text
    }
}

/// A JSON object that can be changed at a path; what is not changed keeps its text.
private indirect enum JSONDocument {
    case object([[UInt8]: JSONDocument])
    case value([UInt8])

    init(_ text: JSONMembers.Text) throws {
        guard text.first == .objectStart else {
            self = .value(Array(text))
            return
        }
        var members: [[UInt8]: JSONDocument] = [:]
        for (key, value) in try JSONMembers(text).all { members[Array(key)] = try JSONDocument(value) }
        self = .object(members)
    }

    /// Keys in the order of their code points, as the records are written.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] {
        switch self {
        case .value(let bytes): return bytes
        case .object(let members):
            var bytes: [UInt8] = [.objectStart]
            for key in members.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                if bytes.count > 1 { bytes.append(.comma) }
                bytes += [.quote] + key + [.quote, .colon] + (members[key]?.bytes ?? [])
            }
            return bytes + [.objectEnd]
        }
    }

    /// Nil where there is nothing.
    func text(at path: ArraySlice<[UInt8]>) -> String? {
        guard let key = path.first else { return text }
        guard case .object(let members) = self, let member = members[key] else { return nil }
        return member.text(at: path.dropFirst())
    }

    /// False where the object that held the field is gone.
    mutating func set(_ value: String?, at path: ArraySlice<[UInt8]>) -> Bool {
        guard let key = path.first else { return false }
        guard case .object(var members) = self else { return false }
        if path.count == 1 {
            // The text came out of a record, so it is JSON; a broken one would have been refused when the entry was read.
            members[key] = value.flatMap { try? JSONDocument(JSONMembers.Text($0.utf8)) }
        } else {
            guard var member = members[key], member.set(value, at: path.dropFirst()) else { return false }
            members[key] = member
        }
        self = .object(members)
        return true
    }
}
