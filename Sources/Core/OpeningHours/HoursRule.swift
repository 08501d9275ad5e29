/// Whether something is open at a moment; unknown when it depends on something nobody wrote down.
package enum OpenState: String, Hashable, Codable, Sendable, CaseIterable {
    case open, closed, unknown
}

/// One rule: which days, which times, and what holds then.
struct HoursRule: Hashable, Sendable {
    /// How a rule combines with the ones before it.
    enum Separator: Hashable, Sendable {
        /// `;` replaces what was said of the same days.
        case normal
        /// `,` adds to it.
        case additional
        /// `||` fills what is still closed.
        case fallback
    }

    var separator = Separator.normal
    /// `"summer":` in front of the rule.
    var label: String?
    var years: [YearRange] = []
    var dates: [DateRange] = []
    var weeks: [WeekRange] = []
    var weekdays = WeekdaySelector()
    /// Empty for the whole day.
    var times: [TimeSpan] = []
    var state = OpenState.open
    var comment: String?

    /// What is shown beside the state.
    var note: String? { comment ?? label }

    /// Whether any selector limits the rule to certain days.
    var choosesDays: Bool { !years.isEmpty || !dates.isEmpty || !weeks.isEmpty || !weekdays.isEmpty }
}

/// `2024`, `2024-2026`, `2024+`, `2024-2030/2`.
struct YearRange: Hashable, Sendable {
    var from: Int
    /// Nothing for `2024+`.
    var to: Int?
    var step = 1

    func contains(_ year: Int) -> Bool {
        year >= from && year <= (to ?? .max) && (year - from) % step == 0
    }
}

/// `week 1-53/2`, in ISO 8601 weeks.
struct WeekRange: Hashable, Sendable {
    var from: Int
    var to: Int
    var step = 1

    func contains(_ week: Int) -> Bool {
        if from > to { return week >= from || week <= to }
        return week >= from && week <= to && (week - from) % step == 0
    }
}
