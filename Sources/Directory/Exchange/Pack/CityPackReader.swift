import Core

/// Reads a pack part by part and gathers everything that is wrong with it, so that one run tells all.
struct CityPackReader {
    let folder: PackFolder
    private(set) var problems: [Refusal] = []
    private(set) var warnings: [ImportIssue] = []
    var sources: [String: CityPack.Source] = [:]
    var terms: [String: Taxonomy.Term] = [:]
    var areas: [String: Area] = [:]

    init(folder: PackFolder) { self.folder = folder }

    mutating func pack() throws(CityPack.Problems) -> CityPack {
        let info = readInfo()
        let sources = readSources()
        let territory = readTerritory()
        let taxonomy = readTaxonomy()
        let records = info.map { readRecords(source: $0.source) } ?? DirectoryRecords()
        let sheets = readSheets()
        let schoolHolidays = readSchoolHolidays()
        let label = readLabel()
        let freshness = readFreshness()
        guard problems.isEmpty, let info else { throw CityPack.Problems(refusals: problems) }
        return CityPack(
            info: info, territory: territory, taxonomy: taxonomy, sources: sources, records: records, sheets: sheets,
            schoolHolidays: schoolHolidays, label: label, freshness: freshness, warnings: warnings)
    }

    mutating func refuse(_ reason: String, at place: Refusal.Place) {
        problems.append(Refusal(reason, at: place))
    }

    mutating func warn(_ reason: String, at place: Refusal.Place, record: String? = nil) {
        warnings.append(ImportIssue(Refusal(reason, at: place), record: record))
    }

    // MARK: Files

    /// Runs what may refuse; nil when it did.
    mutating func attempt<Value>(_ body: () throws(Refusal) -> Value) -> Value? {
        do throws(Refusal) {
            return try body()
        } catch {
            problems.append(error)
            return nil
        }
    }

    mutating func document(_ file: String) -> SourceValue? {
        let folder = folder
        return attempt { () throws(Refusal) in try YAMLReader.read(folder.bytes(file), file: file) }
    }

    /// Decodes one value; a field the format does not have is a slip of the pen and refused.
    mutating func decode<Value: Decodable>(_ type: Value.Type, _ value: SourceValue, file: String) -> Value? {
        let trail = SourceDecoder.Trail(file: file)
        let decoded = attempt { () throws(Refusal) in try SourceDecoder.decode(type, from: value, trail: trail) }
        for unknown in trail.unknown {
            refuse(
                "a pack has no such field here: correct or remove it", at: .init(file: file, line: unknown.value.line, field: unknown.path))
        }
        return decoded
    }

    /// The entries of the list `key` of a document.
    mutating func entries<Value: Decodable>(_ type: Value.Type, of key: String, in document: SourceValue?, file: String) -> [PackEntry<
        Value
    >] {
        guard let list = document?[key] else { return [] }
        guard case .list(let values) = list.content else {
            refuse("should be a list, not \(list.kind)", at: .init(file: file, line: list.line, field: key))
            return []
        }
        return values.compactMap { value in
            decode(type, value, file: file).map { PackEntry(value: $0, source: value, file: file) }
        }
    }

    /// The entries of every file of a folder whose one list is named like the folder; identifiers are unique across them.
    mutating func entries<Value: Decodable>(_ type: Value.Type, folder name: String, id: (Value) -> String) -> [PackEntry<Value>] {
        var all: [PackEntry<Value>] = []
        for file in folder.names(in: name, ending: ".yaml").map({ "\(name)/\($0)" }) {
            let document = document(file)
            if let document, document[name] == nil {
                refuse("holds no list named “\(name)”", at: .init(file: file, line: document.line))
            }
            all += entries(type, of: name, in: document, file: file)
        }
        refuseDuplicates(all, id: id)
        return all
    }

    mutating func refuseDuplicates<Value>(_ entries: [PackEntry<Value>], id: (Value) -> String) {
        var first: [String: PackEntry<Value>] = [:]
        for entry in entries {
            let name = id(entry.value)
            if let earlier = first[name] {
                refuse("“\(name)” is already the id of \(earlier.file), line \(earlier.source.line): ids are unique", at: entry.place("id"))
            } else {
                first[name] = entry
            }
            guard name.wholeMatch(of: /[A-Za-z0-9]+(-[A-Za-z0-9]+)*/) == nil else { continue }
            refuse("“\(name)” is not a slug: letters, digits and single hyphens", at: entry.place("id"))
        }
    }

    // MARK: Small parts

    private mutating func readInfo() -> CityPack.Info? {
        guard let document = document("pack.yaml"), let file = decode(PackFile.Info.self, document, file: "pack.yaml") else { return nil }
        return CityPack.Info(
            id: file.id, name: text(file.name), country: file.country, timeZone: file.timeZone, schoolZone: file.schoolZone,
            defaultLanguage: file.defaultLanguage, licence: file.licence, languages: file.languages)
    }

    private mutating func readSources() -> [CityPack.Source] {
        let entries = entries(CityPack.Source.self, of: "sources", in: document("sources.yaml"), file: "sources.yaml")
        refuseDuplicates(entries) { $0.id }
        sources = Dictionary(entries.map { ($0.value.id, $0.value) }) { first, _ in first }
        return entries.map(\.value)
    }

    /// The national school calendar; a pack without it leaves school holidays unknown.
    private mutating func readSchoolHolidays() -> SchoolHolidays {
        let file = "school-holidays.yaml"
        guard folder.has(file), let document = document(file) else { return SchoolHolidays(years: []) }
        return decode(SchoolHolidays.self, document, file: file) ?? SchoolHolidays(years: [])
    }

    /// French, easy French and English are written by hand; everything else in the entries is a draft.
    func text(_ versions: [Language: String]?) -> LocalizedText {
        var text = LocalizedText()
        for (language, words) in versions ?? [:] {
            text.set(words, state: ["fr", "fr-x-falc", "en"].contains(language.tag) ? .human : .machine, in: language)
        }
        return text
    }

    /// The name of a place is the same in easy French: no reader is told that it is another language.
    func placeName(_ versions: [Language: String]) -> LocalizedText {
        var name = text(versions)
        if name[.easyFrench] == nil, let french = name[.french] { name.set(french, state: .human, in: .easyFrench) }
        return name
    }
}
