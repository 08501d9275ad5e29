/// Makes rules of the words of a French timetable, clause by clause: days, then times.
struct FrenchReader {
    private let text: FrenchText
    private let tokens: [FrenchToken]
    private var at = 0
    private var clause = FrenchClause()
    private var timetable = FrenchTimetable()
    private(set) var readings: [HoursProposal.Reading] = []
    private(set) var notUnderstood: [String] = []

    init(_ text: FrenchText) {
        self.text = text
        tokens = FrenchScanner.tokens(of: text)
    }

    /// The rules read so far, in canonical order.
    var rules: [HoursRule] { timetable.rules }

    mutating func read() {
        while at < tokens.count { readNext() }
        finishClause()
    }

    private mutating func readNext() {
        switch tokens[at].kind {
        case .days, .nth, .publicHolidays: readDays()
        case .time, .number: readTimes()
        case .allDay:
            clause.spans.append(WeeklySpans.Span(start: 0, end: 1_440))
            take()
        case .except, .closed: readClosed()
        case .appointment:
            clause.isByAppointment = true
            take()
        case .open: readParenthesis()
        case .halfDay: readHalfDay()
        case .other, .ofTheMonth, .schoolHolidays: readUnknown()
        case .to, .dash, .and, .noise, .end, .close: at += 1
        }
    }

    /// Counts the word as part of the clause.
    private mutating func take() {
        clause.extend(tokens[at].range)
        at += 1
    }

    /// `du lundi au vendredi`, `lundi, mardi et jeudi`, `1er et 3e jeudi du mois`, `jours fériés`.
    private mutating func readDays() {
        if !clause.spans.isEmpty || clause.isByAppointment { finishClause() }
        let start = at
        guard let days = dayPhrase() else {
            refuse(start..<max(at, start + 1))
            return
        }
        clause.days.formUnion(days)
        for index in start..<at { clause.extend(tokens[index].range) }
    }

    private mutating func dayPhrase(isClosing: Bool = false) -> FrenchDays? {
        var days = FrenchDays()
        var dashes = 0
        var last: Int?
        var pendingRange = false
        while at < tokens.count {
            switch tokens[at].kind {
            case .publicHolidays: days.publicHolidays = true
            case .schoolHolidays where isClosing: days.schoolHolidays = true
            case .nth:
                guard let nth = nthDays() else { return nil }
                days.nth.append(nth)
                continue
            case .days(let bits):
                let first = bits.trailingZeroBitCount
                if pendingRange, let last { days.addRange(last, first) } else { days.bits |= bits }
                pendingRange = false
                last = first
            case .to where last != nil && nextIsDay: pendingRange = true
            case .dash where last != nil && nextIsDay:
                dashes += 1
                pendingRange = dashes == 1 && !isDashedList
            case .and where nextIsDay, .noise where nextIsDay: break
            default: return days
            }
            at += 1
        }
        return days
    }

    /// `1er et 3e jeudi du mois`; nothing when no weekday follows.
    private mutating func nthDays() -> NthWeekday? {
        var which: UInt16 = 0
        while at < tokens.count {
            switch tokens[at].kind {
            case .nth(let bit): which |= bit
            case .and, .noise: break
            case .days(let bits):
                guard bits.nonzeroBitCount == 1 else { return nil }
                at += 1
                if at < tokens.count, tokens[at].kind == .ofTheMonth { at += 1 }
                return NthWeekday(weekday: bits.trailingZeroBitCount + 1, which: which)
            default: return nil
            }
            at += 1
        }
        return nil
    }

    /// Whether a day name follows, articles passed.
    private var nextIsDay: Bool {
        var next = at + 1
        while next < tokens.count, tokens[next].kind == .noise || tokens[next].kind == .and || tokens[next].kind == .to { next += 1 }
        guard next < tokens.count else { return false }
        switch tokens[next].kind {
        case .days, .nth, .publicHolidays: return true
        default: return false
        }
    }

    /// `mardi-jeudi-samedi`: several hyphens make a list, not a range.
    private var isDashedList: Bool {
        at + 2 < tokens.count && tokens[at + 2].kind == .dash && at + 3 < tokens.count && tokens[at + 3].isDay
    }

    /// `9h-12h et 14h-17h`; one time without its pair spoils the whole group.
    private mutating func readTimes() {
        let start = at
        var spans: [WeeklySpans.Span] = []
        var isClear = true
        var end = at
        while at < tokens.count {
            if tokens[at].isTime {
                guard let span = span() else {
                    isClear = false
                    at += 1
                    end = at
                    continue
                }
                spans.append(span)
                end = at
            } else if tokens[at].joinsTimes {
                if tokens[at].kind == .dash || tokens[at].kind == .to, nextIsTime { isClear = false }
                at += 1
            } else {
                break
            }
        }
        at = end
        guard isClear, !spans.isEmpty else {
            refuse(start..<end)
            return finishClause()
        }
        clause.spans += spans
        for index in start..<end { clause.extend(tokens[index].range) }
    }

    private var nextIsTime: Bool { at + 1 < tokens.count && tokens[at + 1].isTime }

    private mutating func span() -> WeeklySpans.Span? {
        let start = tokens[at]
        var next = at + 1
        guard next < tokens.count, tokens[next].kind == .dash || tokens[next].kind == .to else { return nil }
        next += 1
        while next < tokens.count, tokens[next].kind == .to || tokens[next].kind == .noise { next += 1 }
        guard next < tokens.count, tokens[next].isTime, let from = start.minute, let to = tokens[next].minute else { return nil }
        if case .number = start.kind, case .number = tokens[next].kind { return nil }
        guard from < 1_440, from != to else { return nil }
        at = next + 1
        return WeeklySpans.Span(start: from, end: to > from ? to : to + 1_440)
    }

    /// `sauf le mercredi`, `fermé les jours fériés`, `hors vacances scolaires`.
    private mutating func readClosed() {
        let start = at
        let isExcept = tokens[at].kind == .except
        at += 1
        while at < tokens.count, [.noise, .to, .closed, .except].contains(tokens[at].kind) { at += 1 }
        guard at < tokens.count, tokens[at].isDay, let days = dayPhrase(isClosing: true),
            at >= tokens.count || tokens[at].endsClosure(isExcept)
        else {
            return refuse(start..<max(at, start + 1))
        }
        if isExcept, clause.spans.isEmpty, days.isPlain, clause.days.bits & days.bits == days.bits {
            clause.days.bits &= ~days.bits
            for index in start..<at { clause.extend(tokens[index].range) }
            return
        }
        if !clause.spans.isEmpty { finishClause() }
        timetable.closed.append(days)
        readings.append(
            .init(text: text.text(tokens[start].range.lowerBound..<tokens[at - 1].range.upperBound), rule: days.closedRule.text))
    }

    /// Half a day is clear when its times follow.
    private mutating func readHalfDay() {
        let next = tokens[(at + 1)...].first { $0.kind != .noise && $0.kind != .to }
        if next?.isTime == true, !clause.days.isEmpty { take() } else { readUnknown() }
    }

    /// What is in parentheses is read only when it is a closure.
    private mutating func readParenthesis() {
        guard let end = tokens[(at + 1)...].firstIndex(where: { $0.kind == .close || $0.kind == .open }), tokens[end].kind == .close else {
            return readUnknown()
        }
        let first = tokens[(at + 1)..<end].first { $0.kind != .noise }?.kind
        if first == .except || first == .closed { at += 1 } else { refuse(at..<end + 1) }
    }

    private mutating func readUnknown() {
        let start = at
        var end = at + 1
        var next = end
        while next < tokens.count, [.other, .noise, .to, .halfDay].contains(tokens[next].kind) {
            next += 1
            if tokens[next - 1].kind == .other || tokens[next - 1].kind == .halfDay { end = next }
        }
        refuse(start..<end)
    }

    private mutating func refuse(_ range: Range<Int>) {
        at = max(range.upperBound, at)
        let letters = tokens[range.lowerBound].range.lowerBound..<tokens[min(at, range.upperBound) - 1].range.upperBound
        notUnderstood.append(text.text(letters))
    }

    private mutating func finishClause() {
        defer { clause = FrenchClause() }
        guard let range = clause.range else { return }
        guard !clause.spans.isEmpty || clause.isByAppointment else {
            notUnderstood.append(text.text(range))
            return
        }
        readings.append(.init(text: text.text(range), rule: timetable.add(clause)))
    }
}

extension FrenchToken {
    fileprivate var isTime: Bool { minute != nil }

    /// Minutes of the day of a time, or of an hour alone.
    fileprivate var minute: Int? {
        switch kind {
        case .time(let minute): minute
        case .number(let hour): hour * 60
        default: nil
        }
    }

    fileprivate var isDay: Bool {
        switch kind {
        case .days, .nth, .publicHolidays, .schoolHolidays: true
        default: false
        }
    }

    fileprivate var joinsTimes: Bool { [.to, .dash, .and, .noise].contains(kind) }

    /// Whether a closure is complete here: “fermé le jeudi après-midi” is not, nor is “sauf le vendredi (16h30)”.
    fileprivate func endsClosure(_ isExcept: Bool) -> Bool {
        switch kind {
        case .end, .close, .and: true
        case .noise, .time, .days: isExcept
        default: false
        }
    }
}
