import Core
import Web

/// The same sentences in the reader's language and in French, to hold out at a reception desk.
struct StaffPage: Page {
    static let template = "directory/staff"

    let title: Text
    let pairs: [Pair]
    let back: String

    /// One sentence, twice; once for who reads French.
    struct Pair {
        let mine: Text?
        let theirs: Text
        let pictogram: Pictogram?
    }

    init(_ listing: Listing, taxonomy: TaxonomyLookup, staffWords: Catalogue, context: AppContext) {
        let words = context.catalogue
        title = words("show.title")
        back = "/\(context.language.tag)/services/\(listing.service.id)"
        let isFrench = context.language.primarySubtag == "fr"
        func pair(_ key: String, _ mine: [String: String] = [:], _ theirs: [String: String] = [:], _ pictogram: Pictogram? = nil) -> Pair {
            Pair(mine: isFrench ? nil : words(key, mine), theirs: staffWords(key, theirs), pictogram: pictogram)
        }
        let needs = listing.service.needs.prefix(4).compactMap { id -> Pair? in
            guard let term = taxonomy[id], let mine = term.label.reading(in: context.language),
                let theirs = term.label.reading(in: .french)
            else { return nil }
            return pair("show.looking_for", ["what": mine.text], ["what": theirs.text], term.pictogram.map(Pictogram.init))
        }
        let language = context.language
        // Whoever sits at the desk reads neither Pashto nor its script: the language is named in French, too.
        let speaks = pair(
            "show.i_speak", ["language": language.endonym], ["language": "\(Formats.frenchName(of: language)) (\(language.endonym))"])
        pairs = needs + (isFrench ? [] : [speaks]) + [pair("show.please")]
    }
}
