/// What comes next, and what to say when it should not.
extension HoursParser {
    enum Ahead {
        case year, date, week, weekday, time, always, quote, number, modifier, dayWord, other
    }

    /// The kind of thing that starts here.
    var ahead: Ahead {
        switch scanner.byte() {
        case UInt8(ascii: "\"")?: .quote
        case UInt8(ascii: "(")?: .time
        case .some(0x30...0x39): aheadOfDigits
        default: aheadOfWord
        }
    }

    private var aheadOfDigits: Ahead {
        let count = scanner.digitCount
        if count == 2, scanner.bytes[scanner.at...].starts(with: "24/7".utf8) { return .always }
        var after = scanner
        after.at += count
        after.skipSpaces()
        if count <= 2 { return after.byte() == UInt8(ascii: ":") ? .time : .number }
        return count == 4 ? .year : .number
    }

    private var aheadOfWord: Ahead {
        switch HoursWord.all[scanner.word.code] {
        case .month, .easter: .date
        case .weekday, .holiday: .weekday
        case .sun: .time
        case .state: .modifier
        case .week: .week
        case .day: .dayWord
        case nil: .other
        }
    }

    /// What follows a comma, spaces passed; nothing when there is no comma here.
    var aheadOfComma: (kind: Ahead, parser: HoursParser)? {
        var copy = self
        copy.scanner.skipSpaces()
        guard copy.scanner.accept(",") else { return nil }
        copy.scanner.skipSpaces()
        return (copy.ahead, copy)
    }

    func error(_ reason: String, at byte: Int? = nil) -> OpeningHoursError {
        let prefix = scanner.bytes[0..<min(byte ?? scanner.at, scanner.bytes.count)]
        return OpeningHoursError(position: String(decoding: prefix, as: UTF8.self).count, reason: reason)
    }

    /// The refusal of whatever stands here.
    func unexpected() -> OpeningHoursError {
        if scanner.isAtEnd { return error("The text stops too early; a rule is missing here.") }
        let found = foundHere
        return switch ahead {
        case .weekday: error("\(found) cannot stand here; start a new rule with “;”.")
        case .date, .week, .year: error("\(found) cannot stand here: years, months and weeks come before weekdays and times.")
        case .number: error("\(found) is not a time; write times as 09:00-17:00.")
        case .time: error("\(found) cannot stand here; separate times with “,” and rules with “;”.")
        case .modifier, .quote, .always: error("\(found) cannot stand here; start a new rule with “;”.")
        case .dayWord, .other: error("\(found) is not part of the opening hours language; write for example “Mo-Fr 09:00-17:00”.")
        }
    }

    private var foundHere: String {
        let rest = String(decoding: scanner.bytes[scanner.at..<min(scanner.bytes.count, scanner.at + 80)], as: UTF8.self)
        let word = rest.prefix { $0.isLetter || $0.isNumber }
        return "“\(word.isEmpty ? rest.prefix(1) : word.prefix(20))”"
    }
}
