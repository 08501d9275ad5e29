import Core

/// What it costs the person: HSDS `cost_option`.
package struct Cost: Codable, Hashable, Sendable {
    package var kind: Kind?
    package var text: LocalizedText

    package enum Kind: String, Codable, Sendable, CaseIterable {
        case free, paid, varies
    }

    package init(kind: Kind? = nil, text: LocalizedText = LocalizedText()) {
        self.kind = kind
        self.text = text
    }
}

/// How full it is now, said by its team, until it expires: HSDS `service_capacity`.
package struct Saturation: Codable, Hashable, Sendable {
    package var level: Level
    package var since: Instant
    package var until: Instant

    package enum Level: String, Codable, Sendable, CaseIterable {
        case places, few, full
    }

    package init(level: Level, since: Instant, until: Instant) {
        self.level = level
        self.since = since
        self.until = until
    }
}

extension Saturation {
    private enum Keys: String, CodingKey { case level, since, until }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        func moment(_ key: Keys) throws -> Instant {
            guard let moment = Instant(iso8601: try container.decode(String.self, forKey: key)) else {
                throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "not a moment in ISO 8601")
            }
            return moment
        }
        self.init(level: try container.decode(Level.self, forKey: .level), since: try moment(.since), until: try moment(.until))
    }

    /// Moments as every answer writes them.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(level, forKey: .level)
        try container.encode(since.description, forKey: .since)
        try container.encode(until.description, forKey: .until)
    }
}

/// The city's label for a place (S04).
package struct Label: Codable, Hashable, Sendable {
    package var grantedOn: Day
    package var until: Day?

    /// Whether it still holds on a day.
    package func holds(on day: Day) -> Bool { until.map { day <= $0 } ?? true }

    package init(grantedOn: Day, until: Day? = nil) {
        self.grantedOn = grantedOn
        self.until = until
    }
}

/// What only professionals read.
package struct ProfessionalDetails: Codable, Hashable, Sendable {
    package var referralContact: String?
    package var referralPhone: String?
    package var referralEmail: String?
    /// How a professional orients somebody there.
    package var referralProcess: String?
    package var capacity: Int?
    package var note: String?

    package init() {}
}

/// Where a record comes from, how old it is, and how far it was checked.
package struct Provenance: Codable, Hashable, Sendable {
    /// `pack:paris`, `dora`, `soliguide`…
    package var source: String
    /// The record's identifier at its source.
    package var sourceID: String
    /// For people: the title of the source.
    package var title: String?
    package var url: String?
    /// Day the source last changed the record.
    package var updatedOn: Day?
    /// Day somebody last confirmed it (HSDS `assured_date`).
    package var checkedOn: Day?
    /// The sources of single facts: an address, a telephone, hours.
    package var facts: [Fact] = []

    package struct Fact: Codable, Hashable, Sendable {
        package var field: String
        package var title: String
        package var url: String?
        package var readOn: Day?

        package init(field: String, title: String, url: String? = nil, readOn: Day? = nil) {
            self.field = field
            self.title = title
            self.url = url
            self.readOn = readOn
        }
    }

    package init(source: String, sourceID: String) {
        self.source = source
        self.sourceID = sourceID
    }

    /// The stable identifier of this record: the same source and record give the same UUID everywhere.
    package func identifier(_ kind: String) -> String { nameBasedUUID("\(source)/\(kind)", sourceID) }
}
