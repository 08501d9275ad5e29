/// What a value of the API looks like, as JSON Schema tells it.
indirect enum APISchema: Sendable {
    /// - Parameter longest: in Unicode scalars.
    case text(longest: Int? = nil)
    /// A text of a known form: `uuid`, `date`, `date-time`, `uri`, `email`.
    case form(String)
    /// A day, or a moment.
    case dayOrMoment
    case flag
    /// A flag as an address has it.
    case choice([String])
    case number
    case integer(ClosedRange<Int>? = nil)
    case list(APISchema)
    /// An object whose names are data: languages, codes.
    case map(APISchema)
    case object([Property])
    /// One of the document's named schemas.
    case named(String)
    case orNull(APISchema)
    case either(APISchema, APISchema)
    case described(APISchema, String)

    struct Property: Sendable {
        let name: String
        let schema: APISchema
        let isRequired: Bool
    }

    static let uuid = APISchema.form("uuid")
    static let day = APISchema.form("date")
    static let moment = APISchema.form("date-time")
    static let string = APISchema.text()
    static let strings = APISchema.list(.string)

    /// An object by its properties; those whose name ends in `!` are always there, and no others than these are.
    static func record(_ properties: KeyValuePairs<String, APISchema>) -> APISchema {
        .object(
            properties.map { name, schema in
                let isRequired = name.hasSuffix("!")
                return Property(name: isRequired ? String(name.dropLast()) : name, schema: schema, isRequired: isRequired)
            })
    }

    func about(_ text: String) -> APISchema { .described(self, text) }

    var json: [String: Any] {
        switch self {
        case .text(let longest): ["type": "string"].merging(longest.map { ["maxLength": $0] } ?? [:]) { $1 }
        case .form(let form): ["type": "string", "format": form]
        case .dayOrMoment: ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]]
        case .flag: ["type": "boolean"]
        case .choice(let values): ["type": "string", "enum": values]
        case .number: ["type": "number"]
        case .integer(let range):
            ["type": "integer"].merging(range.map { ["minimum": $0.lowerBound, "maximum": $0.upperBound] } ?? [:]) { $1 }
        case .list(let element): ["type": "array", "items": element.json]
        case .map(let value): ["type": "object", "additionalProperties": value.json]
        case .object(let properties): Self.json(properties)
        case .named(let name): ["$ref": "#/components/schemas/\(name)"]
        case .orNull(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .either(let one, let other): ["anyOf": [one.json, other.json]]
        case .described(let schema, let text): schema.json.merging(["description": text]) { $1 }
        }
    }

    private static func json(_ properties: [Property]) -> [String: Any] {
        var json: [String: Any] = [
            "type": "object", "properties": Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0.schema.json) }),
        ]
        let required = properties.filter(\.isRequired).map(\.name)
        if !required.isEmpty { json["required"] = required }
        return json
    }
}
