import Core
import Print
import Web

/// The words of one paper: in the reader's language and, below, in the one of whoever points at it.
struct PaperWords {
    let snapshot: DirectorySnapshot
    let context: AppContext
    /// Nil on a paper in one language.
    let companion: AppContext?
    let catalogues: Catalogues
    let now: Instant
    /// Where this Parvis is found: `https://accueil.example`.
    let base: String
    let pictogram: (String) -> PrintPicture?

    var reader: Reader { Reader(snapshot: snapshot, context: context) }
    var today: Day { snapshot.local(now).day }

    /// What is said in both languages; once where one has to speak for the other.
    func both(_ words: (AppContext) -> Text) -> [PrintText] {
        let first = words(context)
        guard let companion else { return [PrintText(first)] }
        let second = words(companion)
        return first.plain == second.plain ? [PrintText(first)] : [PrintText(first), PrintText(second)]
    }

    func both(_ key: String, _ style: PrintStyle) -> [PrintBlock] { both { $0.catalogue(key) }.map { .text($0, style) } }

    /// A sentence with dates written in the language the sentence is really in.
    func sentence(_ key: String, _ context: AppContext, _ values: (Formats) -> [String: String]) -> Text {
        let language = context.catalogue(key).language
        return context.catalogue(key, values(language == context.language ? context.formats : Formats(catalogues[language])))
    }

    /// A text of the directory in both languages, the reader's larger.
    func both(_ text: LocalizedText, _ first: PrintStyle, _ second: PrintStyle) -> [PrintBlock] {
        guard let mine = reader.text(text) else { return [] }
        var blocks: [PrintBlock] = [.text(PrintText(mine), first)]
        let theirs = companion.flatMap { Reader(snapshot: snapshot, context: $0).text(text) }
        if let theirs, theirs.plain != mine.plain { blocks.append(.text(PrintText(theirs), second)) }
        return blocks
    }

    /// The theme, the area or both, as a title has it; the city where neither is given.
    func title(theme: String?, area: String?, _ context: AppContext) -> PrintText {
        let reader = Reader(snapshot: snapshot, context: context)
        let what = theme.map { id in snapshot.taxonomy[id].flatMap { reader.text($0.label) }?.plain ?? id }
        let place = area.map { reader.areaName($0)?.plain ?? $0 } ?? reader.text(snapshot.city.name)?.plain
        return PrintText([what, place].compactMap(\.self).joined(separator: " – "), in: context.language)
    }

    func titles(theme: String?, area: String?) -> [PrintBlock] {
        let first = title(theme: theme, area: area, context)
        let second = companion.map { title(theme: theme, area: area, $0) }
        return [.text(first, .title)] + (second.map { $0.text == first.text ? [] : [.text($0, .heading)] } ?? [])
    }

    func picture(of term: String?, side: Double) -> [PrintBlock] {
        term.flatMap { snapshot.taxonomy[$0]?.pictogram }.flatMap(pictogram).map { [.picture($0, side: side)] } ?? []
    }

    /// The list of a theme in an area, as its address on the site.
    func list(theme: String?, area: String?) -> String {
        let place = area.map { "place=" + percentEncoded(snapshot.territory.area($0)?.aliases.first ?? $0) }
        let query = [place, theme.map { "theme=" + percentEncoded($0) }].compactMap(\.self).joined(separator: "&")
        return "\(base)/\(context.language.tag)" + (query.isEmpty ? "" : "/find?\(query)")
    }

    /// A code that leads to the site, which a finger on a screen can follow too.
    func code(_ address: String, side: Double) throws -> PrintBlock {
        .picture(PrintPicture(svg: try QRCode(address).drawing, address: address), side: side)
    }

    /// Who answers day and night.
    var calls: [PrintBlock] {
        let calls = snapshot.calls(for: context)
        guard !calls.isEmpty else { return [] }
        let lines = calls.map { call in
            PrintBlock.row([PrintColumn(1, [.text(.figures(call.number), .entry)]), PrintColumn(8, [.text(PrintText(call.name), .body)])])
        }
        return [.space(6), .together(both("home.calls", .heading) + lines)]
    }

    /// How long the paper holds, what it comes from, and that a draft is one, as on the screen.
    func footer(until last: Day?) -> [PrintText] {
        let valid = last.map { last in both { words in sentence("print.valid", words) { ["date": $0.day(last).plain] } } } ?? []
        let source = both { words in
            let city = Reader(snapshot: snapshot, context: words).text(snapshot.city.name)?.plain ?? ""
            return sentence("print.source", words) { ["city": city, "date": $0.day(today).plain, "address": base] }
        }
        return valid + source + (context.catalogue.coverage.machine > 0 ? both { $0.catalogue("notice.machine") } : [])
    }
}

extension PrintText {
    init(_ text: Text) { self.init(text.plain, in: text.language) }
}
