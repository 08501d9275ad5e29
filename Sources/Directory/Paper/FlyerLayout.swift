import Core
import Print
import Web

/// A flyer on paper: a head in both languages, a line for each place with its seven days, what it comes from and how long it holds.
struct FlyerLayout {
    let words: PaperWords

    private var snapshot: DirectorySnapshot { words.snapshot }

    func document(_ flyer: Flyer) throws -> PrintDocument {
        var blocks = [try head(flyer)]
        blocks += section(nil, flyer.inside, of: flyer.week)
        if flyer.inside.isEmpty { blocks += words.both("print.none", .entry) }
        blocks += section("print.nearby", flyer.nearby, of: flyer.week) + words.calls
        return PrintDocument(
            title: words.title(theme: flyer.theme, area: flyer.area, words.context), format: .a4, made: words.now, sections: [blocks],
            footer: words.footer(until: flyer.week.lastDay))
    }

    private func head(_ flyer: Flyer) throws -> PrintBlock {
        let dates = words.both { context in
            words.sentence("print.week", context) { formats in
                [
                    "from": formats.date(flyer.week.from, today: flyer.week.from).plain,
                    "to": formats.day(flyer.week.lastDay).plain,
                ]
            }
        }
        return .together([
            .row([
                PrintColumn(1.1, words.picture(of: flyer.theme, side: 54)),
                PrintColumn(6.6, words.titles(theme: flyer.theme, area: flyer.area) + dates.map { .text($0, .body) }),
                PrintColumn(1.6, [try words.code(words.list(theme: flyer.theme, area: flyer.area), side: 74)]),
            ]),
            .row([PrintColumn(1, words.both("print.scan", .small))]), .line,
        ])
    }

    /// A heading, the days, and a line for each place.
    private func section(_ key: String?, _ rows: [Flyer.Row], of week: FlyerWeek) -> [PrintBlock] {
        guard !rows.isEmpty else { return [] }
        var heading: [PrintBlock] = key.map { [.space(6)] + words.both($0, .heading) } ?? []
        let hours = rows.map { self.hours($0, from: week.from) }
        if hours.contains(where: { $0.count > 1 }) { heading += [days(week), .line] }
        let lines = zip(rows, hours).map { row, hours in
            let place = PaperPlace(listing: row.listing, words: words)
            return PrintBlock.together([
                .row([PrintColumn(Self.placeShare, place.names() + place.whereabouts() + place.conditions())] + hours), .line,
            ])
        }
        // A heading never ends a page.
        return [.together(heading + [lines[0]])] + lines.dropFirst()
    }

    private func days(_ week: FlyerWeek) -> PrintBlock {
        let columns = (0..<FlyerWeek.days).map { offset in
            let day = week.from.advanced(by: offset)
            let names = words.both { $0.formats.weekday(day) }.map { PrintBlock.text($0, .small) }
            return PrintColumn(
                1, isCentred: true, isShaded: offset % 2 == 0, names + [.text(.figures("\(day.day)/\(day.month)"), .figures)])
        }
        return .row([PrintColumn(Self.placeShare, [])] + columns)
    }

    /// The place's column beside that of one day.
    private static let placeShare = 2.9

    /// Seven days as the site's page of the service shows them, or one sentence.
    private func hours(_ row: Flyer.Row, from day: Day) -> [PrintColumn] {
        guard let hours = row.hours else {
            let text =
                row.listing.place.hoursText.map { [PrintText(words.reader.asWritten($0))] } ?? words.both { $0.formats.word(.unknown) }
            return [PrintColumn(7, text.map { .text($0, .body) })]
        }
        let week = WeekView(
            hours, in: row.hoursContext, now: snapshot.zone.instant(day: day, minute: 0), length: FlyerWeek.days, snapshot: snapshot,
            context: words.context)
        let first = week.days[0]
        // Seven times the same words are said once.
        if let note = first.note, week.days.allSatisfy({ $0.times.isEmpty && $0.note == note && $0.comment == first.comment }) {
            return [PrintColumn(7, [note, first.comment].compactMap(\.self).map { .text(PrintText($0), .body) })]
        }
        return week.days.enumerated().map { offset, line in
            let times = line.times.map { PrintBlock.text(.figures($0), .figures) }
            let notes = [line.note, line.comment].compactMap(\.self).map { PrintBlock.text(PrintText($0), .small) }
            return PrintColumn(1, isCentred: true, isShaded: offset % 2 == 0, times + notes)
        }
    }
}
