import Core

extension CityPackReader {
    mutating func readSheets() -> [Sheet] {
        folder.folders(in: "sheets").compactMap { readSheet($0) }.sorted { ($0.order, $0.id) < ($1.order, $1.id) }
    }

    private mutating func readSheet(_ name: String) -> Sheet? {
        let file = "sheets/\(name)/sheet.yaml"
        guard let document = document(file), let value = decode(PackFile.Sheet.self, document, file: file) else { return nil }
        let entry = PackEntry(value: value, source: document, file: file)
        if value.id != name { refuse("should be the name of its folder, “\(name)”", at: entry.place("id")) }
        if terms[value.theme]?.facet != .theme { refuse("“\(value.theme)” is not a theme of the taxonomy", at: entry.place("theme")) }
        checkTerms(value.situations, [.situation], at: entry.place("situations"))
        if value.sources.isEmpty { refuse("names no source: every rule has one", at: entry.place("sources")) }
        let texts = readTexts(of: name, sources: Set(value.sources.map(\.id)))
        return Sheet(
            id: value.id, theme: value.theme, order: value.order, situations: value.situations,
            review: value.review ?? "to-be-reviewed-by-a-lawyer", sources: value.sources, texts: texts)
    }

    private mutating func readTexts(of sheet: String, sources: Set<String>) -> [Language: SheetText] {
        var texts: [Language: SheetText] = [:]
        var hashes: [Language: String] = [:]
        for name in folder.names(in: "sheets/\(sheet)", ending: ".md") {
            let file = "sheets/\(sheet)/\(name)"
            let language = Language(String(name.dropLast(3)))
            guard let (text, hash) = readText(file) else { continue }
            texts[language] = text
            hashes[language] = hash
            checkCitations(text.markdown, sources: sources, file: file)
        }
        guard let french = texts[.french] else {
            refuse("is missing: the French text is the one the others are translated from", at: .init(file: "sheets/\(sheet)/fr.md"))
            return texts
        }
        for (language, hash) in hashes where language != .french && hash != french.sourceHash {
            texts[language] = texts[language].map {
                SheetText(title: $0.title, summary: $0.summary, markdown: $0.markdown, state: .outdated)
            }
        }
        return texts
    }

    private mutating func readText(_ file: String) -> (SheetText, String?)? {
        let folder = folder
        guard let bytes = attempt({ () throws(Refusal) in try folder.bytes(file) }) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            refuse("the file is not UTF-8 text: save it as UTF-8", at: .init(file: file))
            return nil
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            refuse("does not begin with title, summary and state between two lines of ---", at: .init(file: file, line: 1))
            return nil
        }
        // The first line stays, blank, so that the lines of the front matter are those of the file.
        let front = "\n" + lines[1..<end].joined(separator: "\n") + "\n"
        guard let document = attempt({ () throws(Refusal) in try YAMLReader.read(Array(front.utf8), file: file) }),
            let matter = decode(PackFile.FrontMatter.self, document, file: file)
        else { return nil }
        let markdown = lines[(end + 1)...].joined(separator: "\n")
        return (SheetText(title: matter.title, summary: matter.summary, markdown: markdown, state: matter.state), matter.sourceHash)
    }

    /// Every `[[source]]` and every link to a term must lead somewhere.
    private mutating func checkCitations(_ markdown: String, sources: Set<String>, file: String) {
        for (index, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = Refusal.Place(file: file, line: nil, field: "paragraph line \(index + 1) of the text")
            guard line.utf8.contains(UInt8(ascii: "]")) else { continue }
            for match in line.matches(of: /\[\[([^\]]+)\]\]/) where !sources.contains(String(match.1)) {
                refuse("sheet.yaml has no source “\(match.1)”", at: place)
            }
            for match in line.matches(of: /\]\((need|theme):([^)]+)\)/) where terms[String(match.2)] == nil {
                refuse("the taxonomy has no term “\(match.2)”", at: place)
            }
        }
    }
}
