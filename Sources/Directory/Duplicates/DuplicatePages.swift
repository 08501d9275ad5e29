import Core
import Web

/// Pairs that may be one, and merges with their way back.
struct DuplicatesPage: Page {
    static let template = "directory/work/duplicates"
    static let most = 100

    let title: Text
    let back: String
    let token: String
    let undoPath: String
    let pairs: [PairLine]
    let isEmpty: Bool
    let merges: [MergeLine]
    let hasMerges: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct PairLine {
        let first: String
        let second: String
        let path: String
        let likeness: Int
        let reasons: String
    }

    struct MergeLine {
        let id: String
        let from: String
        let to: String
        let path: String
    }

    init(
        _ pairs: [Duplicate], merges: [(merge: ServiceMerge, from: Service, to: Service)], token: String, reader: Reader
    ) {
        let root = "/\(reader.context.language.tag)"
        title = reader.context.catalogue("merge.title")
        back = "\(root)/work/queue"
        undoPath = "\(root)/work/duplicates"
        self.token = token
        self.pairs = pairs.map {
            PairLine(
                first: $0.first.title ?? $0.first.id, second: $0.second.title ?? $0.second.id, path: "\(root)/work/duplicates/\($0.id)",
                likeness: $0.likeness, reasons: $0.reasons)
        }
        isEmpty = pairs.isEmpty
        self.merges = merges.map { merge, from, to in
            MergeLine(id: merge.id, from: from.title ?? from.id, to: to.title ?? to.id, path: "\(root)/services/\(to.id)")
        }
        hasMerges = !merges.isEmpty
    }
}

/// Two services side by side: which one stays, and which value of each field.
struct DuplicatePage: Page {
    static let template = "directory/work/duplicate"
    static let formName = "duplicate"

    let title: Text
    let back: String
    let action: String
    let token: String
    let problem: Text?
    let sides: [Side]
    let fields: [FieldChoice]
    let places: [Checkbox]
    let hasPlaces: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Side {
        let value: String
        let name: String
        let organization: String
        let source: String
        let checked: Text
        let path: String
        let places: [String]
    }

    struct FieldChoice {
        let id: String
        let name: Text
        let first: String
        let second: String
    }

    init(_ pair: Duplicate, _ listings: [Listing], problem: String?, token: String, reader: Reader) throws {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)"
        title = words("merge.pair")
        back = "\(root)/work/duplicates"
        action = "\(root)/work/duplicates/\(pair.id)"
        self.token = token
        self.problem = problem.map { words($0) }
        func place(_ listing: Listing) -> String {
            [listing.location.name, listing.location.address?.street, listing.place.hours].compactMap(\.self).joined(separator: " — ")
        }
        sides = [("first", pair.first), ("second", pair.second)].map { value, service in
            let own = listings.filter { $0.service.id == service.id }
            return Side(
                value: value, name: service.title ?? service.id, organization: own.first?.organization.name ?? "–",
                source: service.provenance.title ?? service.provenance.source,
                checked: service.provenance.checkedOn.map { words("work.confirmed", ["date": reader.context.formats.day($0).plain]) }
                    ?? words("work.never_confirmed"),
                path: "\(root)/services/\(service.id)", places: own.map(place))
        }
        fields = try pair.differences().map { field, first, second in
            let key = "edit.\(field.inCatalogue)"
            return FieldChoice(
                id: "field-\(field)", name: words.has(key) ? words(key) : Text(field, in: .english), first: first, second: second)
        }
        places = listings.map { Checkbox("place", value: $0.place.id, text: Text("\($0.service.title ?? ""): \(place($0))", in: .french)) }
        hasPlaces = !places.isEmpty
    }
}
