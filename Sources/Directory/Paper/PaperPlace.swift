import Core
import Print
import Web

/// One place of a service on paper, in the words its page has.
struct PaperPlace {
    let listing: Listing
    let words: PaperWords

    private var reader: Reader { words.reader }
    private var service: Service { listing.service }

    /// The name, what stands on the door, and whose it is.
    func names(_ first: PrintStyle = .entry, _ second: PrintStyle = .small) -> [PrintBlock] {
        let name = reader.text(service.name) ?? reader.asWritten(listing.organization.name)
        var blocks: [PrintBlock] = [.text(PrintText(name), first)]
        let written = words.companion.flatMap { Reader(snapshot: words.snapshot, context: $0).text(service.name) }
        if let written, written.plain != name.plain { blocks.append(.text(PrintText(written), second)) }
        if listing.organization.name != name.plain { blocks.append(.text(PrintText(reader.asWritten(listing.organization.name)), second)) }
        return blocks
    }

    /// Where it is, and its telephone.
    func whereabouts(_ style: PrintStyle = .body) -> [PrintBlock] {
        var blocks: [PrintBlock] = []
        if let address = listing.location.address {
            let line = [address.street, (address.postalCode + " " + address.city).trimmed].filter { !$0.trimmed.isEmpty }.joined(
                separator: ", ")
            blocks.append(.text(PrintText(reader.asWritten(line)), style))
        } else if let area = reader.areaName(listing.location.areaCode) {
            blocks.append(
                .text(PrintText(words.context.catalogue("service.approximate", ["area": area.plain])), style == .body ? .small : style))
        }
        if let phone = (service.phones.isEmpty ? listing.organization.phones : service.phones).first {
            blocks.append(.text(.figures(phone.number), style == .body ? .figures : style))
        }
        return blocks
    }

    /// For whom and on which conditions; that nobody checked it, where nobody did.
    func conditions(_ style: PrintStyle = .small) -> [PrintBlock] {
        let terms = (service.conditions + service.audiences).compactMap { words.snapshot.taxonomy[$0] }
            .compactMap { reader.text($0.label)?.plain }
        var blocks: [PrintBlock] =
            terms.isEmpty ? [] : [.text(PrintText(terms.joined(separator: " · "), in: words.context.language), style)]
        if service.provenance.checkedOn == nil { blocks.append(.text(PrintText(words.context.catalogue("sheet.unverified")), style)) }
        return blocks
    }

    /// The hours of an ordinary week in few lines, and the days on which they do not hold.
    func hours(_ style: PrintStyle = .body) -> [PrintBlock] {
        guard service.isRunning else {
            return Badge(status: service.status, catalogue: words.context.catalogue).map { [.text(PrintText($0.text), style)] } ?? []
        }
        guard let hours = listing.place.hours.flatMap(OpeningHours.init(readable:)) else {
            let said = listing.place.hoursText.map { [PrintText(reader.asWritten($0))] } ?? words.both { $0.formats.word(.unknown) }
            return said.map { .text($0, style) }
        }
        let lines = OrdinaryWeek(hours, of: listing, words: words).lines.map { line in
            PrintBlock.row([
                PrintColumn(1.3, [.text(line.days, style)]),
                PrintColumn(1, line.times.map { .text(.figures($0), style) } + line.notes.map { .text($0, style) }),
            ])
        }
        return lines + closures(style)
    }

    private func closures(_ style: PrintStyle) -> [PrintBlock] {
        PlaceView.closures(listing.place.closures, from: words.today, reader: reader).prefix(3).map { closure in
            let text = ([closure.text] + [closure.reason].compactMap(\.self)).map(\.plain).joined(separator: " – ")
            return .text(PrintText("\(closure.days): \(text)", in: words.context.language), style)
        }
    }
}

/// A week without public holidays or dated closures, equal days together: what a paper that is kept may say.
struct OrdinaryWeek {
    struct Line {
        let days: PrintText
        let times: [String]
        let notes: [PrintText]
    }

    let lines: [Line]

    init(_ hours: OpeningHours, of listing: Listing, words: PaperWords) {
        let (snapshot, context) = (words.snapshot, words.context)
        let monday = Self.monday(after: words.today, snapshot.city.holidays)
        let usual = HoursContext(
            zone: snapshot.zone, holidays: snapshot.city.holidays,
            coordinate: listing.location.coordinate.map { ($0.latitude, $0.longitude) }, closures: [])
        let week = WeekView(
            hours, in: usual, now: snapshot.zone.instant(day: monday, minute: 0), snapshot: snapshot, context: context)
        var groups: [(first: Int, last: Int, line: HoursTable.Line)] = []
        for (offset, line) in week.days.enumerated() {
            if let last = groups.last, Self.says(last.line, line) {
                groups[groups.count - 1].last = offset
            } else {
                groups.append((offset, offset, line))
            }
        }
        lines = groups.map { first, last, line in
            let names = [first, last].map { context.formats.weekday(monday.advanced(by: $0)) }
            let days = first == last ? names[0].plain : "\(names[0].plain) – \(names[1].plain)"
            return Line(
                days: PrintText(days, in: names[0].language), times: line.times,
                notes: [line.note, line.comment].compactMap(\.self).map(PrintText.init))
        }
    }

    private static func says(_ one: HoursTable.Line, _ other: HoursTable.Line) -> Bool {
        one.times == other.times && one.note == other.note && one.comment == other.comment
    }

    /// The first day of the next week that has no public holiday; of eight, one has none.
    private static func monday(after today: Day, _ holidays: Holidays) -> Day {
        let first = today.advanced(by: (8 - today.weekday) % 7)
        let mondays = (0..<8).map { first.advanced(by: 7 * $0) }
        return mondays.first { monday in !(0..<7).contains { holidays.isPublicHoliday(monday.advanced(by: $0)) } } ?? first
    }
}
