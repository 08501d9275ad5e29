/// Reads the bytes of an expression from left to right; never goes back further than it looked ahead.
struct HoursScanner {
    let bytes: [UInt8]
    var at = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { at >= bytes.count }

    func byte(_ ahead: Int = 0) -> UInt8? {
        at + ahead < bytes.count ? bytes[at + ahead] : nil
    }

    /// Passes spaces of every kind.
    mutating func skipSpaces() {
        while let width = spaceWidth { at += width }
    }

    private var spaceWidth: Int? {
        switch byte() {
        case 0x20, 0x09, 0x0A, 0x0D: 1
        case 0xC2 where byte(1) == 0xA0: 2
        case 0xE2 where byte(1) == 0x80 && (byte(2) == 0xAF || byte(2) == 0x89): 3
        default: nil
        }
    }

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard byte() == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    /// A hyphen, an en or em dash, or a minus sign.
    mutating func acceptDash() -> Bool {
        if accept("-") { return true }
        guard byte() == 0xE2 else { return false }
        let isDash = byte(1) == 0x80 && (byte(2) == 0x93 || byte(2) == 0x94 || byte(2) == 0x90 || byte(2) == 0x91)
        guard isDash || (byte(1) == 0x88 && byte(2) == 0x92) else { return false }
        at += 3
        return true
    }

    /// How many digits stand here.
    var digitCount: Int {
        var count = 0
        while let digit = byte(count), digit >= 0x30, digit <= 0x39 { count += 1 }
        return count
    }

    /// The number written here, at most four digits.
    mutating func number() -> Int? {
        let count = digitCount
        guard count >= 1, count <= 4, let value = bytes.decimal(at..<at + count) else { return nil }
        at += count
        return value
    }

    /// The letters standing here, lowercased and packed into one number; 0 when there are none or more than eight.
    var word: (code: UInt64, length: Int) {
        var code: UInt64 = 0
        var length = 0
        while let letter = byte(length), (letter | 0x20) >= 0x61, (letter | 0x20) <= 0x7A {
            code = length < 8 ? code << 8 | UInt64(letter | 0x20) : 0
            length += 1
        }
        return (length > 8 ? 0 : code, length)
    }
}

/// The words of the language.
enum HoursWord {
    case month(Int), weekday(Int), holiday(HolidaySelector.Kind), sun(SunEvent), state(OpenState), easter, week, day

    static let all: [UInt64: HoursWord] = {
        var words: [UInt64: HoursWord] = [:]
        for (index, name) in months.enumerated() { words[code(name)] = .month(index + 1) }
        for (index, name) in weekdays.enumerated() { words[code(name)] = .weekday(index + 1) }
        for event in SunEvent.allCases { words[code(event.rawValue)] = .sun(event) }
        words[code("ph")] = .holiday(.publicHoliday)
        words[code("sh")] = .holiday(.schoolHoliday)
        words[code("open")] = .state(.open)
        words[code("off")] = .state(.closed)
        words[code("closed")] = .state(.closed)
        words[code("unknown")] = .state(.unknown)
        words[code("easter")] = .easter
        words[code("week")] = .week
        words[code("day")] = .day
        words[code("days")] = .day
        return words
    }()

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    static let weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

    private static func code(_ name: String) -> UInt64 {
        name.lowercased().utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
