import Core
import Print
import Web

/// A guide on paper: a cover, the contents, a map, the sheets, then every place with its number.
struct GuideLayout {
    let words: PaperWords

    private var snapshot: DirectorySnapshot { words.snapshot }
    private var context: AppContext { words.context }

    func document(_ guide: Guide) throws -> PrintDocument {
        let sheets = try guide.sheets.map { sheet in try self.sheet(sheet) }.filter { !$0.isEmpty }
        let chapters = guide.chapters.map { chapter($0, of: guide) }
        let sections = [
            try cover(guide), contents(guide), map(guide), Array(sheets.joined(separator: [.space(18)])),
            Array(chapters.joined(separator: [.space(18)])) + words.calls,
        ]
        return PrintDocument(
            title: words.title(theme: guide.theme, area: guide.area, context), format: .a5, made: words.now,
            sections: sections.filter { !$0.isEmpty }, footer: words.footer(until: nil))
    }

    private func cover(_ guide: Guide) throws -> [PrintBlock] {
        let printed = words.both { context in
            words.sentence("print.edition", context) { ["date": $0.day(words.today).plain] }
        }
        let code = try words.code(words.list(theme: guide.theme, area: guide.area), side: 120)
        let centred: [PrintBlock] =
            words.picture(of: guide.theme, side: 120) + [.space(24)] + words.titles(theme: guide.theme, area: guide.area)
            + [.space(24)] + printed.map { .text($0, .body) } + [.space(24), code] + words.both("print.scan", .body)
        return [.space(60), .row([PrintColumn(1, isCentred: true, centred)])]
    }

    private func contents(_ guide: Guide) -> [PrintBlock] {
        func line(_ mark: String, _ text: [PrintText]) -> PrintBlock {
            .row([
                PrintColumn(8, text.prefix(1).map { .text($0, .body) } + text.dropFirst().map { .text($0, .small) }),
                PrintColumn(1, [.reference(mark)]),
            ])
        }
        let sheets = guide.sheets.compactMap { sheet in
            sheet.reading(in: context.language).map { (sheet.id, $0.version.title, $0.language) }
        }
        var blocks = words.both("print.contents", .heading)
        if hasMap(guide) { blocks.append(line("map", words.both { $0.catalogue("print.map") })) }
        blocks += sheets.map { line("sheet-\($0.0)", [PrintText($0.1, in: $0.2)]) }
        blocks += guide.chapters.map { chapter in line("theme-\(chapter.theme)", words.both { name(of: chapter.theme, $0) }) }
        return blocks
    }

    private func name(of theme: String, _ context: AppContext) -> Text {
        snapshot.taxonomy[theme].flatMap { Reader(snapshot: snapshot, context: context).text($0.label) } ?? Text(theme, in: .french)
    }

    private func hasMap(_ guide: Guide) -> Bool { snapshot.territory.areas.contains { $0.boundary != nil || $0.tile != nil } }

    private func map(_ guide: Guide) -> [PrintBlock] {
        guard hasMap(guide) else { return [] }
        let pins = guide.places.enumerated().compactMap { index, listing in
            // The middle of an area is no address.
            listing.location.precision == .exact ? listing.location.coordinate.map { CityMap.Pin(label: "\(index + 1)", at: $0) } : nil
        }
        let near = guide.area.flatMap { snapshot.territory.area($0) }.map { [$0.code] + $0.neighbours }
        let map = CityMap(snapshot.territory, marked: guide.area, only: near, pins: pins, language: context.language) { _ in nil }
        return [.anchor("map")] + words.both("print.map", .heading) + [.picture(PrintPicture(svg: map.drawing), side: 330)]
            + (map.pins.isEmpty ? [] : words.both("print.pins", .small))
    }

    /// The text of a sheet with what it was read in; nothing for one without any text.
    private func sheet(_ sheet: Sheet) throws -> [PrintBlock] {
        guard let (version, language) = sheet.reading(in: context.language) else { return [] }
        func text(_ words: String, _ style: PrintStyle) -> PrintBlock { .text(PrintText(words, in: language), style) }
        let isFallback = language != context.language
        let notice =
            isFallback
            ? "sheet.missing" : version.state == .machine ? "notice.machine" : version.state == .outdated ? "notice.outdated" : nil
        var blocks: [PrintBlock] = [
            .together(
                [.anchor("sheet-\(sheet.id)"), text(version.title, .heading), text(version.summary, .body)]
                    + (notice.map { [.text(PrintText(context.catalogue($0)), .small)] } ?? []))
        ]
        var waiting: [PrintBlock] = []
        for piece in try Markdown.pieces(SheetMarkup.onPaper(version.markdown, sheet)) {
            switch piece {
            case .heading(let words): waiting += [.space(4), text(words, .entry)]
            case .paragraph(let words): waiting.append(text(words, .body))
            case .item(let mark, let words, let depth):
                waiting.append(
                    .row([PrintColumn(0.4 + 0.5 * Double(depth), [text(mark, .body)]), PrintColumn(9, [text(words, .body)])]))
            }
            // A heading never ends a page.
            if case .heading = piece { continue }
            blocks.append(.together(waiting))
            waiting = []
        }
        let city = snapshot.city.defaultLanguage
        let written = words.catalogues[city]
        let sources = sheet.sources.enumerated().map { index, source in
            let read = source.read.map { written("sheet.read_on", ["date": Formats(written).day($0).plain]).plain }
            let parts = [source.title, source.publisher, source.legal, read, source.isChecked ? nil : written("sheet.unverified").plain]
            return PrintBlock.text(
                PrintText("\(index + 1). " + parts.compactMap(\.self).joined(separator: ", "), in: city), .small)
        }
        return blocks + [.space(6), .line] + sources
    }

    private func chapter(_ chapter: Guide.Chapter, of guide: Guide) -> [PrintBlock] {
        let heading: [PrintBlock] = [
            .anchor("theme-\(chapter.theme)"),
            .row([
                PrintColumn(1, words.picture(of: chapter.theme, side: 28)),
                PrintColumn(9, zip(words.both { name(of: chapter.theme, $0) }, [PrintStyle.heading, .body]).map { .text($0, $1) }),
            ]), .line,
        ]
        let entries = chapter.numbers.map { number in entry(number, guide.places[number - 1], isFull: isFirst(chapter, number, in: guide)) }
        return [.together(heading + entries.prefix(1))] + entries.dropFirst()
    }

    /// A place that serves two themes is described under the first.
    private func isFirst(_ chapter: Guide.Chapter, _ number: Int, in guide: Guide) -> Bool {
        guide.chapters.first { $0.numbers.contains(number) }?.theme == chapter.theme
    }

    private func entry(_ number: Int, _ listing: Listing, isFull: Bool) -> PrintBlock {
        let place = PaperPlace(listing: listing, words: words)
        var blocks = place.names()
        if isFull { blocks += place.whereabouts() + place.hours(.small) + place.conditions() }
        let mark = PrintBlock.text(.figures("\(number)"), .entry)
        return .together([.row([PrintColumn(1, [mark]), PrintColumn(9, blocks)]), .line])
    }
}
