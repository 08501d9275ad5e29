/// A word of a French timetable.
struct FrenchToken {
    enum Kind: Hashable {
        case days(UInt8)
        case nth(UInt16)
        case ofTheMonth
        case time(Int)
        case number(Int)
        case allDay
        case to, dash, and
        case except, closed
        case publicHolidays, schoolHolidays
        case appointment
        case open, close
        /// “matin”, “après-midi”: clear beside a time, not alone.
        case halfDay
        case noise, end
        case other
    }

    let kind: Kind
    let range: Range<Int>
}

/// Cuts a French text into words.
struct FrenchScanner {
    private let letters: [Character]
    private var at = 0

    /// Whether days are named as in OpenStreetMap, where “We” is Wednesday and not the week-end.
    private let namesDaysInEnglish: Bool

    init(_ text: FrenchText) {
        letters = text.folded
        let words = text.folded.split { !$0.isLetter }.map { String($0) }
        namesDaysInEnglish = words.contains { $0 != "we" && Self.englishDays[$0] != nil }
    }

    static func tokens(of text: FrenchText) -> [FrenchToken] {
        var scanner = FrenchScanner(text)
        var tokens: [FrenchToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() -> FrenchToken? {
        while at < letters.count, letters[at] == " " { at += 1 }
        guard at < letters.count else { return nil }
        let start = at
        let kind = phrase() ?? digits() ?? word() ?? symbol()
        return FrenchToken(kind: kind, range: start..<at)
    }

    private struct Phrase {
        let letters: [Character]
        let kind: FrenchToken.Kind

        init(_ letters: String, _ kind: FrenchToken.Kind) {
            self.letters = Array(letters)
            self.kind = kind
        }
    }

    /// Fixed phrases, the longest first.
    private static let phrases: [Phrase] = [
        Phrase("avec ou sans rendez-vous", .noise), Phrase("sans rendez-vous", .noise), Phrase("sur rendez-vous", .appointment),
        Phrase("sur rendez vous", .appointment), Phrase("sur rdv", .appointment), Phrase("24h/24", .allDay), Phrase("24 h/24", .allDay),
        Phrase("24h sur 24", .allDay), Phrase("24/24", .allDay), Phrase("24/7", .allDay), Phrase("7j/7", .days(0x7F)),
        Phrase("7 j/7", .days(0x7F)), Phrase("7j sur 7", .days(0x7F)), Phrase("7 jours sur 7", .days(0x7F)), Phrase("7/7", .days(0x7F)),
        Phrase("tous les jours", .days(0x7F)), Phrase("chaque jour", .days(0x7F)), Phrase("week-ends", .days(0x60)),
        Phrase("week-end", .days(0x60)), Phrase("weekends", .days(0x60)), Phrase("weekend", .days(0x60)),
        Phrase("jours feries", .publicHolidays), Phrase("jour ferie", .publicHolidays), Phrase("vacances scolaires", .schoolHolidays),
        Phrase("conges scolaires", .schoolHolidays), Phrase("de chaque mois", .ofTheMonth), Phrase("du mois", .ofTheMonth),
        Phrase("apres-midi", .halfDay), Phrase("apres midi", .halfDay), Phrase("a l'exception", .except), Phrase("jusqu'au", .to),
        Phrase("jusqu'a", .to),
    ]

    private mutating func phrase() -> FrenchToken.Kind? {
        for phrase in Self.phrases where letters[at...].starts(with: phrase.letters) {
            at += phrase.letters.count
            return phrase.kind
        }
        return nil
    }

    private mutating func digits() -> FrenchToken.Kind? {
        guard let hour = number(atMost: 2) else { return nil }
        if let nth = ordinal(hour) { return nth }
        let afterHour = at
        skipSpaces()
        if let separator = peek, separator == "h" || separator == ":" || separator == "." {
            at += 1
            if separator == "h", letters[at...].starts(with: "eure") { at += letters[at...].starts(with: "eures") ? 5 : 4 }
            let minute = minutes(allowingSpace: separator == "h")
            if separator == "h" || minute != nil {
                if separator != "h", peek == "h" { at += 1 }
                let time = hour * 60 + (minute ?? 0)
                return time <= 1_440 ? .time(time) : .other
            }
        }
        at = afterHour
        return hour <= 24 ? .number(hour) : .other
    }

    private mutating func ordinal(_ number: Int) -> FrenchToken.Kind? {
        guard (1...5).contains(number) else { return nil }
        for suffix in ["ers", "er", "emes", "eme", "nde", "nd", "es", "e"] where letters[at...].starts(with: suffix) {
            let after = at + suffix.count
            if after < letters.count, letters[after].isLetter { continue }
            at = after
            return .nth(1 << UInt16(number - 1))
        }
        return nil
    }

    private mutating func minutes(allowingSpace: Bool) -> Int? {
        let start = at
        if allowingSpace { skipSpaces() }
        let first = at
        if let minute = number(atMost: 2), at == first + 2, minute < 60 {
            var after = at
            while after < letters.count, letters[after] == " " { after += 1 }
            let isAnotherTime = at > start + 2 && after < letters.count && (letters[after] == "h" || letters[after] == ":")
            if !isAnotherTime { return minute }
        }
        at = start
        return nil
    }

    private mutating func number(atMost digits: Int) -> Int? {
        var count = 0
        while at + count < letters.count, letters[at + count].isASCII, letters[at + count].isNumber { count += 1 }
        guard count >= 1, count <= digits, let value = Int(String(letters[at..<at + count])) else { return nil }
        at += count
        return value
    }

    private static let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    private static let englishDays: [String: FrenchToken.Kind] = [
        "mo": .days(0x01), "tu": .days(0x02), "we": .days(0x04), "th": .days(0x08), "fr": .days(0x10), "sa": .days(0x20), "su": .days(0x40),
    ]
    private static let words: [String: FrenchToken.Kind] = {
        var words: [String: FrenchToken.Kind] = [:]
        for (index, day) in weekdays.enumerated() {
            words[day] = .days(1 << UInt8(index))
            words[day + "s"] = .days(1 << UInt8(index))
        }
        for word in ["we"] { words[word] = .days(0x60) }
        for (index, names) in [["premier", "premiers"], ["deuxieme", "second"], ["troisieme"], ["quatrieme"], ["cinquieme"]].enumerated() {
            for name in names { words[name] = .nth(1 << UInt16(index)) }
        }
        words["dernier"] = .nth(1 << 5)
        words["derniers"] = .nth(1 << 5)
        for word in ["au", "a", "aux"] { words[word] = .to }
        for word in ["et", "puis"] { words[word] = .and }
        for word in ["sauf", "hors", "excepte"] { words[word] = .except }
        for word in ["ferme", "fermee", "fermes", "fermeture"] { words[word] = .closed }
        for word in ["feries", "ferie"] { words[word] = .publicHolidays }
        words["matin"] = .halfDay
        words["matins"] = .halfDay
        words["midi"] = .time(720)
        words["minuit"] = .time(1_440)
        let noise = "de du le les la l' d' des ouvert ouverte ouverts ouverture horaire horaires heures bureau bureaux est sont en"
        for word in noise.split(separator: " ") { words[String(word)] = .noise }
        return words
    }()

    private mutating func word() -> FrenchToken.Kind? {
        var end = at
        while end < letters.count, letters[end].isLetter { end += 1 }
        guard end > at else { return nil }
        if end < letters.count, letters[end] == "'", end - at == 1 { end += 1 }
        let word = String(letters[at..<end])
        at = end
        if namesDaysInEnglish, let day = Self.englishDays[word] { return day }
        return Self.words[word] ?? .other
    }

    private mutating func symbol() -> FrenchToken.Kind {
        defer { at += 1 }
        switch letters[at] {
        case "-": return .dash
        case "/", ",": return .and
        case "(": return .open
        case ")": return .close
        case ";", ".", "\n", "\r\n", "\r": return .end
        case ":", "\"", "'": return .noise
        default:
            return .other
        }
    }

    private var peek: Character? { at < letters.count ? letters[at] : nil }

    private mutating func skipSpaces() {
        while at < letters.count, letters[at] == " " { at += 1 }
    }
}
