import Core

/// What a source says of a field that a team has decided.
struct SourceWord: Hashable, Sendable {
    let kind: ImportPlan.Kind
    let record: String
    let field: String
    /// The field as JSON, below its name.
    let value: String
    /// The same field as the team has it.
    let ours: String

    var key: Key { Key(kind: kind, record: record, field: field) }

    struct Key: Hashable, Sendable {
        let kind: ImportPlan.Kind
        let record: String
        let field: String
    }

    /// What the city decides is no source's to say.
    static let ours: Set<String> = ["label", "replaces", "serviceID", "saturation"]
}

/// Their team says one thing, and the source now says another.
struct SourceDifference: Hashable, Sendable {
    let key: SourceWord.Key
    let service: Service
    let theirs: String
    let ours: String
    let noticedAt: Instant
}

extension RecordFields {
    /// One field as JSON: what it is compared by.
    func json(of field: String) throws -> String {
        var part = self
        part.values = self.part(field)
        return try part.json()
    }
}
