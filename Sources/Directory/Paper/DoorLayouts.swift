import Core
import Print
import Web

/// What hangs on the door of a service: its name large, its week, its label, a code to its page.
struct PosterLayout {
    let words: PaperWords

    func document(_ listing: Listing) throws -> PrintDocument {
        let place = PaperPlace(listing: listing, words: words)
        let service = listing.service
        var blocks: [PrintBlock] = [
            .row([
                PrintColumn(1.2, words.picture(of: words.snapshot.taxonomy.themes(of: service.needs).first, side: 80)),
                PrintColumn(6, place.names(.display, .heading)),
            ]), .line,
        ]
        if service.label?.holds(on: words.today) == true { blocks += words.both("service.label", .heading) }
        blocks += words.both("service.when", .heading) + place.hours(.large) + [.line]
        let languages = service.languages.map(\.endonym).joined(separator: ", ")
        let spoken: [PrintBlock] = languages.isEmpty ? [] : words.both("service.languages", .small) + [.text(.figures(languages), .large)]
        let code = try words.code(words.page(of: service.id), side: 140)
        blocks.append(
            .row([
                PrintColumn(2.2, place.whereabouts(.large) + spoken + place.conditions(.body)),
                PrintColumn(1, isCentred: true, [code] + words.both("print.scan_service", .small)),
            ]))
        return PrintDocument(
            title: words.title(of: listing), format: .a4, made: words.now, sections: [blocks], footer: words.footer(until: nil))
    }
}

/// What one person takes along: where to go, and lines on which whoever sends them writes when. Nothing of the person is asked for.
struct CardLayout {
    let words: PaperWords

    func document(_ listing: Listing) throws -> PrintDocument {
        let place = PaperPlace(listing: listing, words: words)
        let code = try words.code(words.page(of: listing.service.id), side: 62)
        let head = PrintBlock.row([PrintColumn(3, place.names() + place.whereabouts()), PrintColumn(1, [code])])
        let lines = ["print.day_and_hour", "print.ask_for"].map { key in
            PrintBlock.together(words.both(key, .small) + [.space(16), .line])
        }
        return PrintDocument(
            title: words.title(of: listing), format: .a6, made: words.now,
            sections: [[head, .line] + place.hours(.small) + [.space(4)] + lines],
            footer: words.footer(until: nil))
    }
}

/// A sheet of codes to cut out and stick: one a theme, with its pictogram and its name, and one for the first page.
struct StickerLayout {
    let words: PaperWords

    func document(area: String?) throws -> PrintDocument {
        let themes = words.snapshot.taxonomy.terms(of: .theme)
        var stickers = [try sticker(theme: nil, area: area)]
        for theme in themes { stickers.append(try sticker(theme: theme.id, area: area)) }
        let rows = stride(from: 0, to: stickers.count, by: Self.across).map { start in
            let some = stickers[start..<min(start + Self.across, stickers.count)]
            let missing = (some.count..<Self.across).map { _ in PrintColumn(1, []) }
            return PrintBlock.together([.row(some.map { PrintColumn(1, [$0]) } + missing), .line])
        }
        return PrintDocument(
            title: words.title(theme: nil, area: area, words.context), format: .a4, made: words.now, sections: [rows],
            footer: words.footer(until: nil))
    }

    private static let across = 3

    private func sticker(theme: String?, area: String?) throws -> PrintBlock {
        let titles = [words.context, words.companion].compactMap(\.self).map { words.title(theme: theme, area: area, $0) }
        let names = zip(titles, [PrintStyle.entry, .small]).map { PrintBlock.text($0, $1) }
        return .row([
            PrintColumn(1, [try words.code(words.list(theme: theme, area: area), side: 78)]),
            PrintColumn(1, words.picture(of: theme, side: 30) + names),
        ])
    }
}

extension PaperWords {
    /// The page of a service, as its address on the site.
    func page(of service: String) -> String { "\(base)/\(context.language.tag)/services/\(service)" }

    func title(of listing: Listing) -> PrintText {
        PrintText(reader.text(listing.service.name) ?? reader.asWritten(listing.organization.name))
    }
}
