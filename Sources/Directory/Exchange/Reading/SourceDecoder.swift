import Core

/// Turns a ``SourceValue`` into any `Decodable`, and says file, line and field when it cannot.
///
/// Files write `snake_case`, the code `camelCase`. A list that is missing is empty; everything else that is not optional must be there.
struct SourceDecoder: Decoder {
    let value: SourceValue
    let trail: Trail
    var codingPath: [any CodingKey] = []
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// What one decoding shares: the name of the file, and the fields nobody asked for.
    final class Trail {
        let file: String
        var unknown: [Unknown] = []

        struct Unknown {
            let path: String
            let value: SourceValue
        }

        init(file: String) { self.file = file }
    }

    static func decode<T: Decodable>(_ type: T.Type, from value: SourceValue, trail: Trail) throws(Refusal) -> T {
        do {
            return try SourceDecoder(value: value, trail: trail).make(type)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal("cannot be read: \(error)", at: .init(file: trail.file, line: value.line))
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value.content else { throw mismatch("an object with fields") }
        for member in members where (FieldName.key(file: member.key) as Key?) == nil {
            trail.unknown.append(.init(path: Self.path(codingPath + [PathKey(member.key)]), value: member.value))
        }
        return KeyedDecodingContainer(KeyedSource<Key>(decoder: self, members: members))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch value.content {
        case .list(let values): ListSource(decoder: self, values: values)
        case .null: ListSource(decoder: self, values: [])
        default: throw mismatch("a list")
        }
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { ScalarSource(decoder: self) }

    func mismatch(_ wanted: String) -> Refusal {
        if value.content == .null { return refusal("is missing: \(wanted) is needed") }
        return refusal("should be \(wanted), not \(value.kind)")
    }

    func refusal(_ reason: String) -> Refusal {
        let field = Self.path(codingPath)
        return Refusal(reason, at: .init(file: trail.file, line: value.line, field: field.isEmpty ? nil : field))
    }

    /// Decodes, and gives a type's own complaint the line and field it belongs to.
    func make<T: Decodable>(_ type: T.Type) throws -> T {
        do {
            return try T(from: self)
        } catch DecodingError.dataCorrupted(let context) {
            throw refusal(context.debugDescription)
        }
    }

    func child(_ value: SourceValue, _ key: any CodingKey) -> SourceDecoder {
        SourceDecoder(value: value, trail: trail, codingPath: codingPath + [key])
    }

    /// `services[3].name`
    static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            if let index = key.intValue { return path + "[\(index)]" }
            return path.isEmpty ? FieldName.snake(key.stringValue) : path + "." + FieldName.snake(key.stringValue)
        }
    }
}

/// A step of the path to a field.
struct PathKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) {
        stringValue = name
        intValue = nil
    }

    init(index: Int) {
        stringValue = String(index)
        intValue = index
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(index: intValue) }
}
