/// Reads an expression rule by rule, in one pass and without recursion.
struct HoursParser {
    var scanner: HoursScanner

    init(_ text: String) {
        scanner = HoursScanner(text)
    }

    /// All the rules, or the first thing that was not understood.
    mutating func parse() throws(OpeningHoursError) -> [HoursRule] {
        var rules: [HoursRule] = []
        var separator = HoursRule.Separator.normal
        scanner.skipSpaces()
        guard !scanner.isAtEnd else { throw error("The text is empty; write for example “Mo-Fr 09:00-17:00”.") }
        while true {
            var rule = try rule()
            rule.separator = separator
            rules.append(rule)
            guard let next = try nextSeparator() else { return rules }
            separator = next
        }
    }

    private mutating func nextSeparator() throws(OpeningHoursError) -> HoursRule.Separator? {
        scanner.skipSpaces()
        if scanner.isAtEnd { return nil }
        if scanner.accept(",") { return .additional }
        if scanner.accept("|") {
            guard scanner.accept("|") else { throw error("A fallback is written with two bars: “||”.") }
            return .fallback
        }
        guard scanner.accept(";") else { throw unexpected() }
        scanner.skipSpaces()
        while scanner.accept(";") { scanner.skipSpaces() }
        return scanner.isAtEnd ? nil : .normal
    }

    private mutating func rule() throws(OpeningHoursError) -> HoursRule {
        var rule = HoursRule()
        scanner.skipSpaces()
        let start = scanner.at
        if ahead == .quote {
            let quoted = try comment()
            scanner.skipSpaces()
            guard scanner.accept(":") else {
                rule.state = .unknown
                rule.comment = quoted
                return rule
            }
            rule.label = quoted
        }
        try wideSelectors(of: &rule)
        try smallSelectors(of: &rule)
        let hasModifier = try modifier(of: &rule)
        if scanner.at == start || (!rule.choosesDays && rule.times.isEmpty && !hasModifier && !rule.isAlways(scanner, start)) {
            throw unexpected()
        }
        return rule
    }

    private mutating func wideSelectors(of rule: inout HoursRule) throws(OpeningHoursError) {
        scanner.skipSpaces()
        if ahead == .always {
            scanner.at += 4
            return
        }
        try years(of: &rule)
        if !rule.years.isEmpty, scanner.accept(":") { scanner.skipSpaces() }
        if ahead == .date { rule.dates = try dates(inYear: rule.takePlainYear()) }
        try weeks(of: &rule)
        scanner.skipSpaces()
        _ = scanner.accept(":")
        scanner.skipSpaces()
    }

    private mutating func smallSelectors(of rule: inout HoursRule) throws(OpeningHoursError) {
        rule.weekdays = try weekdays()
        scanner.skipSpaces()
        if !rule.weekdays.isEmpty && scanner.accept(":") { scanner.skipSpaces() }
        if ahead == .always && rule.choosesDays {
            scanner.at += 4
            rule.times = [TimeSpan(start: .clock(0), end: .clock(1_440))]
        } else if ahead == .time {
            rule.times = try times()
        }
    }

    private mutating func modifier(of rule: inout HoursRule) throws(OpeningHoursError) -> Bool {
        scanner.skipSpaces()
        var isGiven = false
        let word = scanner.word
        if case .state(let state)? = HoursWord.all[word.code] {
            scanner.at += word.length
            rule.state = state
            isGiven = true
            scanner.skipSpaces()
        }
        if ahead == .quote {
            rule.comment = try comment()
            if !isGiven { rule.state = .unknown }
            isGiven = true
        }
        return isGiven
    }

    private mutating func comment() throws(OpeningHoursError) -> String {
        let opening = scanner.at
        scanner.at += 1
        let first = scanner.at
        while let byte = scanner.byte(), byte != UInt8(ascii: "\"") { scanner.at += 1 }
        guard scanner.byte() != nil else { throw error("This comment has no closing quotation mark (\").", at: opening) }
        guard scanner.at > first else { throw error("This comment is empty; write something between the quotation marks.", at: opening) }
        let comment = String(decoding: scanner.bytes[first..<scanner.at], as: UTF8.self)
        scanner.at += 1
        return comment
    }
}

extension HoursRule {
    /// Takes a single plain year away, because it belongs to the dates that follow it.
    fileprivate mutating func takePlainYear() -> Int? {
        guard years.count == 1, let year = years.first, year.to == year.from else { return nil }
        years = []
        return year.from
    }

    /// Whether `24/7` was read since the start of the rule.
    fileprivate func isAlways(_ scanner: HoursScanner, _ start: Int) -> Bool {
        scanner.bytes[start..<scanner.at].contains(UInt8(ascii: "/"))
    }
}
