/// The three zones of the national school calendar.
package enum SchoolZone: String, Hashable, Codable, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
}

/// The official school calendar, as data: one entry a school year, from a published source.
package struct SchoolHolidays: Hashable, Codable, Sendable {
    /// One school year, with the days its calendar decides.
    package struct Year: Hashable, Codable, Sendable {
        /// First and last day known, both included.
        package let from: Day
        package let to: Day
        /// Where the dates were published.
        package let source: String
        /// Holidays by zone, `A`, `B` and `C`.
        package let zones: [String: [Period]]

        package init(from: Day, to: Day, source: String, zones: [String: [Period]]) {
            self.from = from
            self.to = to
            self.source = source
            self.zones = zones
        }
    }

    /// Days without school, both included.
    package struct Period: Hashable, Codable, Sendable {
        package let name: String
        package let from: Day
        package let to: Day

        package init(name: String, from: Day, to: Day) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    package let years: [Year]

    package init(years: [Year]) {
        self.years = years
    }

    /// Whether a day is a school holiday of a zone; nothing when no school year of the data contains it.
    func isHoliday(_ day: Day, zone: SchoolZone) -> Bool? {
        guard let year = years.first(where: { $0.from <= day && day <= $0.to }), let periods = year.zones[zone.rawValue] else { return nil }
        return periods.contains { $0.from <= day && day <= $0.to }
    }
}
