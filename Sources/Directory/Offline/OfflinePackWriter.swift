import Core
import Foundation
import Search

/// Writes the pack of one language from the snapshot the site is served from, a record a line, so that a small change of the
/// directory is a small difference of the text.
struct OfflinePackWriter {
    /// Programs that read another format do not read this one.
    static let format = 1

    let snapshot: DirectorySnapshot
    let language: Language
    /// What the pages of services say, by their identifier.
    let services: [String: OfflineService]
    private let encoder = JSONEncoder()
    private let decoder = JSONDecoder()

    init(snapshot: DirectorySnapshot, language: Language, services: [String: OfflineService]) {
        self.snapshot = snapshot
        self.language = language
        self.services = services
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func pack() throws -> OfflinePack {
        let index = snapshot.index.published
        let start = index.covers.lowerBound.seconds
        var lines = ["{\"format\":\(Self.format),\"language\":\"\(language.tag)\",\"city\":\"\(snapshot.city.id)\","]
        lines.append("\"from\":\(start),\"until\":\(index.covers.upperBound.seconds),\"days\":\(index.midnights),")
        func list(_ name: String, _ entries: [String]) {
            lines.append("\"\(name)\":[")
            for (number, entry) in entries.enumerated() { lines.append(number < entries.count - 1 ? entry + "," : entry) }
            lines.append("],")
        }
        list("stop", [try StopWords.words.map(json).joined(separator: ",")])
        list("folding", [try folding()])
        list("values", try index.values.map { "[\($0.facet.rawValue),\(try json($0.value))]" })
        list("documents", try index.documents.map(document))
        list("timetables", index.timetables.map(Self.timetable))
        list("words", try index.words.map { "[\(try json($0.word)),\(Self.postings($0.documents))]" })
        list("vocabulary", try index.vocabulary.map { "[\(try json($0.word)),\($0.values)]" })
        list(
            "areas",
            try snapshot.territory.areas.map { area in
                try json(
                    OfflineArea(
                        code: area.code, aliases: area.aliases, name: text(area.name), at: [area.center.latitude, area.center.longitude]))
            })
        list(
            "places",
            try snapshot.territory.places.map { place in
                try json(OfflineArea(code: place.id, aliases: nil, name: text(place.name), at: [place.at.latitude, place.at.longitude]))
            })
        list("terms", try snapshot.taxonomy.terms.map { try json(OfflineTerm($0, text: text)) })
        list("services", try services.values.sorted { $0.id < $1.id }.map(json))
        list(
            "sheets",
            try snapshot.sheets.sorted { ($0.order, $0.id) < ($1.order, $1.id) }.compactMap { sheet in
                try OfflineSheet(sheet, language: language).map(json)
            })
        list("calls", try snapshot.nationalLines.map { try json(OfflineCall(number: $0.number, name: text($0.name), service: $0.service)) })
        lines.append("\"end\":true}")
        return OfflinePack(lines: lines)
    }

    private func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }

    private func text(_ text: LocalizedText) -> OfflineText? { OfflineText(text, for: language) }

    /// `[first from the end of the run before, how many, what they become]`.
    private func folding() throws -> String {
        var end: UInt32 = 0
        return try FoldingRuns.all.map { run in
            let gap = run.first - end
            end = run.first + run.count
            switch run.rule {
            case .moved(let distance): return "[\(gap),\(run.count),\(distance)]"
            case .letters(let letters): return "[\(gap),\(run.count),\(try json(letters))]"
            }
        }.joined(separator: ",")
    }

    /// `[id, service, latitude, longitude, timetable, [values], card]`; positions are null where there is none.
    private func document(_ document: PublishedIndex.Document) throws -> String {
        let card = try decoder.decode(Card.self, from: Data(document.card))
        let position = try document.coordinate.map { "\(try json($0.latitude)),\(try json($0.longitude))" } ?? "null,null"
        let shown = OfflineCard(card, snapshot: snapshot, language: language)
        return
            "[\(try json(document.id)),\(try json(document.service)),\(position),\(document.timetable),\(document.values),\(try json(shown))]"
    }

    /// `[[minute << 2 | state, each but the first less the one before], next change and its state or 0, next opening or 0]`.
    private static func timetable(_ timetable: PublishedIndex.Timetable) -> String {
        var last = 0
        let changes = timetable.changes.map { change in
            let code = change.minute << 2 | code(change.state)
            defer { last = code }
            return code - last
        }
        let next = timetable.next.map { "[\($0.at.seconds),\(code($0.state))]" } ?? "0"
        return "[\(changes),\(next),\(timetable.opening?.seconds ?? 0)]"
    }

    private static func code(_ state: OpenState) -> Int {
        switch state {
        case .closed: 0
        case .open: 1
        case .unknown: 2
        }
    }

    /// `document << 1 | is named so`, each but the first less the one before.
    private static func postings(_ documents: [(number: Int, isNaming: Bool)]) -> [Int] {
        var last = 0
        return documents.map { document in
            let code = document.number << 1 | (document.isNaming ? 1 : 0)
            defer { last = code }
            return code - last
        }
    }
}
