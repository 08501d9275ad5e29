import Core

/// Two services of different sources that may be one and the same.
struct Duplicate: Hashable, Sendable {
    let first: Service
    let second: Service
    /// Out of a hundred.
    let likeness: Int
    /// What their places have in common, in words.
    let reasons: String

    /// Names the pair in an address.
    var id: String { "\(first.id)_\(second.id)" }

    /// The fields of a service a person chooses between; what belongs to one record alone (source, label, saturation) stays with it.
    static let fields = [
        "name", "description", "status", "needs", "audiences", "situations", "conditions", "conditionsText", "applicationProcess",
        "documents", "languages", "interpretation", "cost", "phones", "email", "website", "minimumAge", "maximumAge", "alert",
        "serviceAreas", "professional",
    ]

    /// The fields in which the two differ, with the values of both in words.
    func differences() throws -> [(field: String, first: String, second: String)] {
        let (one, other) = (try first.fields(), try second.fields())
        return Self.fields.filter { one.part($0) != other.part($0) }.map { ($0, one.words(of: $0), other.words(of: $0)) }
    }

    /// Services at two places that may be one: those that help with the same need, each in one pair.
    static func pairs(_ here: [Service], _ there: [Service]) -> [(Service, Service)] {
        var left = there
        return here.compactMap { service in
            let best = left.indices.max { score(service, left[$0]) < score(service, left[$1]) }
            guard let best, score(service, left[best]) > 0 else { return nil }
            return (service, left.remove(at: best))
        }
    }

    private static func score(_ one: Service, _ other: Service) -> Int {
        let sameName = one.title.map(Folding.folded) == other.title.map(Folding.folded) && one.title != nil
        return Set(one.needs).intersection(other.needs).count + (sameName ? 1 : 0)
    }
}

extension RecordFields {
    /// One field of the record with all below it.
    func part(_ field: String) -> [[String]: String] { values.filter { $0.key.first == field } }

    mutating func replace(_ field: String, with part: [[String]: String]) {
        values = values.filter { $0.key.first != field }
        values.merge(part) { $1 }
    }

    /// What a person reads of a field: its values, not its marks.
    func words(of field: String) -> String {
        let part = part(field).filter { $0.key.last != "state" && $0.value != "{}" && $0.value != "[]" && $0.value != "null" }
        let words = part.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { Optional($0.value).inWords }
        return words.isEmpty ? "–" : words.joined(separator: " · ")
    }
}

/// A merge that can be undone: the survivor before and after it, and what else it moved.
struct ServiceMerge: Hashable, Sendable {
    let id: String
    let from: String
    let to: String
    let former: String
    let merged: String
    /// Fields that were not held before.
    let held: [String]
    /// Places that moved to the survivor.
    let places: [String]

    /// The survivor as it would be without the merge; a field that was changed again since stays as it is.
    func undone(on current: Service) throws -> Service {
        let (former, merged) = (try RecordFields(json: former), try RecordFields(json: merged))
        var fields = try current.fields()
        for field in Duplicate.fields where fields.part(field) == merged.part(field) { fields.replace(field, with: former.part(field)) }
        var service = try Service(fields)
        let before = try Service(former).replaces ?? []
        let brought = Set(try Service(merged).replaces ?? []).subtracting(before)
        service.replaces = service.replaces.map { $0.filter { !brought.contains($0) } }.flatMap { $0.isEmpty ? nil : $0 }
        return service
    }
}
