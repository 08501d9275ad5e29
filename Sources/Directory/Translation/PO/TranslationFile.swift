import Core
import Web

/// Texts of the directory and their translations in one language, as gettext's tools read and write them.
///
/// `msgctxt` is the record and its field (`service/<id>/description`, `sheet/<id>/text.4`), `msgid` the French. A translation that a
/// person has not confirmed for this very French is *fuzzy*: outdated, or a machine's draft.
enum TranslationFile {
    /// Writes the records, one entry a text; a language without its own file name of plurals needs none, nothing here is counted.
    static func write(_ records: [TranslationRecord], in language: Language, city: String, at now: Instant) -> String {
        var lines = [
            #"msgid """#, #"msgstr """#, field("Project-Id-Version", "Parvis \(city)"), field("Report-Msgid-Bugs-To", ""),
            field("PO-Revision-Date", date(now)), field("Last-Translator", ""), field("Language-Team", language.endonym),
            field("Language", language.tag), field("MIME-Version", "1.0"), field("Content-Type", "text/plain; charset=UTF-8"),
            field("Content-Transfer-Encoding", "8bit"), field("X-Source-Language", LocalizedText.source.tag), "",
        ]
        for record in records {
            for unit in record.units where !unit.source.trimmed.isEmpty { lines += entry(unit, of: record) }
        }
        return lines.joined(separator: "\n")
    }

    private static func entry(_ unit: TranslationUnit, of record: TranslationRecord) -> [String] {
        var lines: [String] = []
        if let state = unit.state { lines.append("# state: \(state.rawValue)") }
        lines.append("#. \(record.name.split(whereSeparator: \.isNewline).joined(separator: " "))")
        if unit.state == .outdated || unit.state == .machine { lines.append("#, fuzzy") }
        lines += quoted("msgctxt", "\(record.kind.rawValue)/\(record.id)/\(unit.place)")
        lines += quoted("msgid", unit.source.trimmed)
        lines += quoted("msgstr", unit.translation?.trimmed ?? "")
        return lines + [""]
    }

    private static func field(_ name: String, _ value: String) -> String { "\"\(escaped("\(name): \(value)"))\\n\"" }

    /// One line, or an empty one and a string for each line of the text.
    private static func quoted(_ keyword: String, _ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
        guard lines.count > 1 else { return ["\(keyword) \"\(lines.first ?? "")\""] }
        return ["\(keyword) \"\""] + lines.dropLast().map { "\"\($0)\\n\"" } + ["\"\(lines.last ?? "")\""]
    }

    /// The format has no other control characters than line ends and tabs.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\t": escaped += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    private static func date(_ now: Instant) -> String {
        let text = now.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))+0000"
    }
}

extension TranslationFile {
    /// One translation of a file, with the line it stands on.
    struct Line: Sendable {
        let number: Int
        let kind: TranslationRecord.Kind
        let record: String
        let place: TranslationUnit.Place
        /// French, as the translator had it.
        let source: String
        let text: String
        let isFuzzy: Bool
    }

    /// Reads a file that a translator sent back.
    ///
    /// - Throws: a `Refusal` with the line for a file that is not PO, is for another language, or names no records of this directory.
    static func read(_ content: String, file: String, in language: Language) throws -> [Line] {
        let object = try PortableObject(content, file: file)
        let written = object.header["Language"] ?? ""
        guard written.replacing("_", with: "-") == language.tag else {
            throw object.refusal("the header must say “Language: \(language.tag)”, not “\(written)”", line: 1)
        }
        return try object.entries.map { entry in
            guard let parts = entry.context?.split(separator: "/", omittingEmptySubsequences: false).map(String.init), parts.count == 3,
                let kind = TranslationRecord.Kind(rawValue: parts[0]), let place = TranslationUnit.Place(parts[2])
            else {
                throw object.refusal("msgctxt must name a record and its field, such as “service/…/description”", line: entry.line)
            }
            guard let source = entry.source, entry.sourcePlural == nil else {
                throw object.refusal("nothing of the directory has plural forms", line: entry.line)
            }
            return Line(
                number: entry.line, kind: kind, record: parts[1], place: place, source: source,
                text: (entry.translations[0] ?? "").trimmed, isFuzzy: entry.isFuzzy)
        }
    }
}
