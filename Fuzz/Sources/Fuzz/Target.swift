/// One parser, and what must hold of it whatever it is given.
enum Target: String, CaseIterable {
    case openingHours = "opening-hours"
    case frenchHours = "french-hours"
    case dayColumns = "day-columns"
    case schedules
    case instants
    case coordinates
    case languages
    case catalogues
    case forms
    case uploads
    case queries
    case markdown
    case search
    case cursors
    case json
    case csv
    case yaml
    case mappings
    case packs
    case tables
    case geojson
    case hsds
    case dataInclusion = "data-inclusion"
    case archives

    func run(_ bytes: [UInt8]) {
        switch self {
        case .openingHours: HoursFuzz.expression(bytes)
        case .frenchHours: HoursFuzz.french(bytes)
        case .dayColumns: HoursFuzz.columns(bytes)
        case .schedules: HoursFuzz.schedules(bytes)
        case .instants: PlainFuzz.instants(bytes)
        case .coordinates: PlainFuzz.coordinates(bytes)
        case .languages: WebFuzz.languages(bytes)
        case .catalogues: WebFuzz.catalogues(bytes)
        case .forms: WebFuzz.forms(bytes)
        case .uploads: WebFuzz.uploads(bytes)
        case .queries: WebFuzz.queries(bytes)
        case .markdown: WebFuzz.markdown(bytes)
        case .search: SearchFuzz.search(bytes)
        case .cursors: SearchFuzz.cursors(bytes)
        case .json: ReadingFuzz.json(bytes)
        case .csv: ReadingFuzz.csv(bytes)
        case .yaml: ReadingFuzz.yaml(bytes)
        case .mappings: ReadingFuzz.mappings(bytes)
        case .packs: ReadingFuzz.packs(bytes)
        case .tables: ExchangeFuzz.tables(bytes)
        case .geojson: ExchangeFuzz.geojson(bytes)
        case .hsds: ExchangeFuzz.hsds(bytes)
        case .dataInclusion: ExchangeFuzz.dataInclusion(bytes)
        case .archives: ExchangeFuzz.archives(bytes)
        }
    }
}

/// Ends the process when something that must hold does not: dying is how a target tells the fuzzer, which then keeps the input.
func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { fatalError(sentence()) }
}

/// Bytes as text, the way a lenient caller would make it.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A number that depends on every byte (FNV-1a): where the fuzzer needs a choice that is not in the input.
func choice(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
}
