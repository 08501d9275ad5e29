extension SourceValue: Encodable {
    /// The value as it was read, without its line.
    package func encode(to encoder: any Encoder) throws {
        switch content {
        case .object(let members):
            var container = encoder.container(keyedBy: PathKey.self)
            for member in members { try container.encode(member.value, forKey: PathKey(member.key)) }
        case .list(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(value) }
        case .text(let text), .cell(let text): try text.encode(to: encoder)
        case .number(let text): try (Double(text) ?? .nan).encode(to: encoder)
        case .flag(let flag): try flag.encode(to: encoder)
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        }
    }
}
