import Core
import Web

/// The same sentences in the reader's language and in French, to hold out at a reception desk.
struct StaffPage: Page {
    static let template = "directory/staff"

    let title: Text
    let pairs: [Pair]
    let back: String

    /// One sentence, twice.
    struct Pair {
        let mine: Text
        let theirs: Text
        let pictogram: Pictogram?
    }

    init(_ listing: Listing, taxonomy: TaxonomyLookup, staffWords: Catalogue, context: AppContext) {
        let words = context.catalogue
        title = words("show.title")
        back = "/\(context.language.tag)/services/\(listing.service.id)"
        var pairs = listing.service.needs.prefix(4).compactMap { id -> Pair? in
            guard let term = taxonomy[id], let mine = term.label.reading(in: context.language),
                let theirs = term.label.reading(in: .french)
            else { return nil }
            return Pair(
                mine: words("show.looking_for", ["what": mine.text]), theirs: staffWords("show.looking_for", ["what": theirs.text]),
                pictogram: term.pictogram.map(Pictogram.init))
        }
        let language = context.language.endonym
        pairs.append(
            Pair(
                mine: words("show.i_speak", ["language": language]), theirs: staffWords("show.i_speak", ["language": language]),
                pictogram: nil))
        pairs.append(Pair(mine: words("show.please"), theirs: staffWords("show.please"), pictogram: nil))
        self.pairs = pairs
    }
}
