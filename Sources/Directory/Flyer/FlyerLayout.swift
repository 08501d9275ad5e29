import Core
import Print
import Web

/// A flyer on paper: a head in both languages, a line for each place with its seven days, what it comes from and how long it holds.
struct FlyerLayout {
    let snapshot: DirectorySnapshot
    let context: AppContext
    /// The words of the companion language; nil on a flyer in one language.
    let companion: AppContext?
    let catalogues: Catalogues
    let now: Instant
    /// Where the list is kept up to date.
    let address: String
    let pictogram: (String) -> PrintPicture?
    let code: PrintPicture

    func document(_ flyer: Flyer) -> PrintDocument {
        let title = title(of: flyer, context)
        var blocks = [head(flyer, title: title)]
        blocks += section(nil, flyer.inside, of: flyer)
        if flyer.inside.isEmpty { blocks += both { $0.catalogue("print.none") }.map { .text($0, .entry) } }
        if !flyer.nearby.isEmpty { blocks += section("print.nearby", flyer.nearby, of: flyer) }
        blocks += calls
        return PrintDocument(title: title, format: .a4, made: now, blocks: blocks, footer: footer(flyer))
    }

    private func both(_ words: (AppContext) -> Text) -> [PrintText] {
        let first = words(context)
        guard let companion else { return [PrintText(first)] }
        let second = words(companion)
        return first.plain == second.plain ? [PrintText(first)] : [PrintText(first), PrintText(second)]
    }

    /// A sentence with dates written in the language the sentence is really in.
    private func sentence(_ key: String, _ context: AppContext, _ values: (Formats) -> [String: String]) -> Text {
        let language = context.catalogue(key).language
        return context.catalogue(key, values(language == context.language ? context.formats : Formats(catalogues[language])))
    }

    private func title(of flyer: Flyer, _ context: AppContext) -> PrintText {
        let reader = Reader(snapshot: snapshot, context: context)
        let what = snapshot.taxonomy[flyer.question.theme].flatMap { reader.text($0.label) }?.plain ?? flyer.question.theme
        let place = reader.areaName(flyer.question.area)?.plain ?? flyer.question.area
        return PrintText("\(what) – \(place)", in: context.language)
    }

    private func head(_ flyer: Flyer, title: PrintText) -> PrintBlock {
        let drawing = snapshot.taxonomy[flyer.question.theme]?.pictogram.flatMap(pictogram)
        let titles: [PrintBlock] =
            [.text(title, .title)] + (companion.map { [.text(self.title(of: flyer, $0), .heading)] } ?? [])
            + both { words in
                sentence("print.week", words) { formats in
                    [
                        "from": formats.date(flyer.question.from, today: flyer.question.from).plain,
                        "to": formats.day(flyer.question.lastDay).plain,
                    ]
                }
            }.map { .text($0, .body) }
        return .together([
            .row([
                PrintColumn(1.1, drawing.map { [.picture($0, side: 54)] } ?? []),
                PrintColumn(6.6, titles),
                PrintColumn(1.6, [.picture(code, side: 74)]),
            ]),
            .row([PrintColumn(1, both { $0.catalogue("print.scan") }.map { .text($0, .small) })]), .line,
        ])
    }

    /// A heading, the days, and a line for each place.
    private func section(_ key: String?, _ rows: [Flyer.Row], of flyer: Flyer) -> [PrintBlock] {
        guard !rows.isEmpty else { return [] }
        var heading: [PrintBlock] = key.map { key in [.space(6)] + both { $0.catalogue(key) }.map { .text($0, .heading) } } ?? []
        let hours = rows.map { self.hours($0, from: flyer.question.from) }
        if hours.contains(where: { $0.count > 1 }) { heading += [days(flyer.question), .line] }
        let lines = zip(rows, hours).map { row, hours in
            PrintBlock.together([.row([PrintColumn(Self.placeShare, place(row.listing))] + hours), .line])
        }
        // A heading never ends a page.
        return [.together(heading + [lines[0]])] + lines.dropFirst()
    }

    private func days(_ question: FlyerQuestion) -> PrintBlock {
        let columns = (0..<FlyerQuestion.days).map { offset in
            let day = question.from.advanced(by: offset)
            let names = both { $0.formats.weekday(day) }.map { PrintBlock.text($0, .small) }
            return PrintColumn(
                1, isCentred: true, isShaded: offset % 2 == 0, names + [.text(.figures("\(day.day)/\(day.month)"), .figures)])
        }
        return .row([PrintColumn(Self.placeShare, [])] + columns)
    }

    /// The place's column beside that of one day.
    private static let placeShare = 2.9

    private func place(_ listing: Listing) -> [PrintBlock] {
        let reader = Reader(snapshot: snapshot, context: context)
        let name = reader.text(listing.service.name) ?? reader.asWritten(listing.organization.name)
        var blocks: [PrintBlock] = [.text(PrintText(name), .entry)]
        // What stands on the door.
        let written = companion.flatMap { Reader(snapshot: snapshot, context: $0).text(listing.service.name) }
        if let written, written.plain != name.plain { blocks.append(.text(PrintText(written), .small)) }
        if listing.organization.name != name.plain { blocks.append(.text(PrintText(reader.asWritten(listing.organization.name)), .small)) }
        if let address = listing.location.address {
            let line = [address.street, (address.postalCode + " " + address.city).trimmed].filter { !$0.trimmed.isEmpty }.joined(
                separator: ", ")
            blocks.append(.text(PrintText(reader.asWritten(line)), .body))
        } else if let area = reader.areaName(listing.location.areaCode) {
            blocks.append(.text(PrintText(context.catalogue("service.approximate", ["area": area.plain])), .small))
        }
        if let phone = listing.service.phones.first { blocks.append(.text(.figures(phone.number), .figures)) }
        let conditions = (listing.service.conditions + listing.service.audiences).compactMap { snapshot.taxonomy[$0] }
            .compactMap { reader.text($0.label)?.plain }
        if !conditions.isEmpty { blocks.append(.text(PrintText(conditions.joined(separator: " · "), in: context.language), .small)) }
        if listing.service.provenance.checkedOn == nil { blocks.append(.text(PrintText(context.catalogue("sheet.unverified")), .small)) }
        return blocks
    }

    /// Seven days as the site's page of the service shows them, or one sentence.
    private func hours(_ row: Flyer.Row, from day: Day) -> [PrintColumn] {
        let reader = Reader(snapshot: snapshot, context: context)
        guard let hours = row.hours else {
            let words = row.listing.place.hoursText.map { [PrintText(reader.asWritten($0))] } ?? both { $0.formats.word(.unknown) }
            return [PrintColumn(7, words.map { .text($0, .body) })]
        }
        let week = WeekView(
            hours, in: row.hoursContext, now: snapshot.zone.instant(day: day, minute: 0), length: FlyerQuestion.days, snapshot: snapshot,
            context: context)
        let first = week.days[0]
        // Seven times the same words are said once.
        if let note = first.note, week.days.allSatisfy({ $0.times.isEmpty && $0.note == note && $0.comment == first.comment }) {
            return [PrintColumn(7, [note, first.comment].compactMap(\.self).map { .text(PrintText($0), .body) })]
        }
        return week.days.enumerated().map { offset, line in
            let times = line.times.map { PrintBlock.text(.figures($0), .figures) }
            let words = [line.note, line.comment].compactMap(\.self).map { PrintBlock.text(PrintText($0), .small) }
            return PrintColumn(1, isCentred: true, isShaded: offset % 2 == 0, times + words)
        }
    }

    /// Who answers day and night.
    private var calls: [PrintBlock] {
        let calls = snapshot.calls(for: context)
        guard !calls.isEmpty else { return [] }
        let lines = calls.map { call in
            PrintBlock.row([PrintColumn(1, [.text(.figures(call.number), .entry)]), PrintColumn(8, [.text(PrintText(call.name), .body)])])
        }
        return [.space(6), .together(both { $0.catalogue("home.calls") }.map { .text($0, .heading) } + lines)]
    }

    private func footer(_ flyer: Flyer) -> [PrintText] {
        let today = snapshot.local(now).day
        let valid = both { words in sentence("print.valid", words) { ["date": $0.day(flyer.question.lastDay).plain] } }
        let source = both { words in
            let city = Reader(snapshot: snapshot, context: words).text(snapshot.city.name)?.plain ?? ""
            return sentence("print.source", words) { ["city": city, "date": $0.day(today).plain, "address": address] }
        }
        // Whoever reads a draft on paper is told, as on the screen.
        let isDraft = context.catalogue.coverage.machine > 0
        return valid + source + (isDraft ? both { $0.catalogue("notice.machine") } : [])
    }
}

extension PrintText {
    init(_ text: Text) { self.init(text.plain, in: text.language) }
}
