import Core

/// One entry of a pack's list, with the place it stands.
struct PackEntry<Value: Decodable> {
    let value: Value
    let source: SourceValue
    let file: String

    /// Where a field of this entry stands.
    func place(_ field: String) -> Refusal.Place {
        .init(file: file, line: source[field]?.line ?? source.line, field: field)
    }
}

/// The entries as the files write them.
enum PackFile {
    struct Info: Decodable {
        let id: String
        let name: [Language: String]
        let country: String
        let timeZone: String
        let schoolZone: String?
        let defaultLanguage: Language
        let licence: String
        let languages: [Language]
    }

    struct CityLabel: Decodable {
        let name: [Language: String]
        let complete: Bool
        let criteria: [Criterion]

        struct Criterion: Decodable {
            let id: String
            let text: [Language: String]
            let source: String?
        }
    }

    struct Freshness: Decodable {
        let `default`: Int
        let themes: [String: Int]?
    }

    struct Area: Decodable {
        let code: String
        let aliases: [String]
        let name: [Language: String]
        let kind: String
        let center: [Double]
        let neighbours: [String]
        let tile: [Int]?
        let source: String?
    }

    struct Place: Decodable {
        let id: String
        let names: [Language: String]
        let also: [String]
        let at: [Double]
        let area: String?
        let source: String?
    }

    struct Term: Decodable {
        let id: String
        let theme: String?
        let pictogram: String?
        let dataInclusion: [String]
    }

    struct Imports: Decodable {
        let thematiques: [String: [String]]?
        let publics: [String: [String]]?
    }

    struct Labels: Decodable {
        let state: TranslationState
        let labels: [String: Label]
    }

    struct Label: Decodable {
        let label: String
        let hint: String?
        let synonyms: [String]
    }

    struct Fact: Decodable {
        let field: String
        let source: String
        let read: Day?
    }

    struct Organization: Decodable {
        let id: String
        let name: String
        let also: [String]
        let kind: String?
        let memberOfPlatform: Bool?
        let asPrinted: String?
        let description: [Language: String]?
        let website: String?
        let phone: String?
        let email: String?
        let facts: [Fact]
        let sources: [String]
    }

    struct Capacity: Decodable {
        let places: Int
        let unit: String?
    }

    struct Address: Decodable {
        let street: String
        /// Left out where no source gives it.
        let postalCode: String?
        let city: String
    }

    struct Site: Decodable {
        let id: String
        let organization: String
        let name: String
        let area: String?
        let address: Address?
        let at: [Double]?
        let opened: String?
        let closed: String?
        let description: [Language: String]?
        let directions: [Language: String]?
        let accessibility: [String]
        let capacity: Capacity?
        let owner: String?
        let funder: String?
        let facts: [Fact]
        let sources: [String]
    }

    struct Period: Decodable {
        let from: String?
        let to: String?
    }

    struct Service: Decodable {
        let id: String
        let organization: String
        let sites: [String]
        let areas: [String]
        let name: [Language: String]
        let description: [Language: String]?
        let needs: [String]
        let audiences: [String]
        let situations: [String]
        let conditions: [String]
        let conditionsText: [Language: String]?
        let languages: [Language]
        let hours: String?
        let period: Period?
        let cost: Cost.Kind?
        let phone: String?
        let website: String?
        let minimumAge: Int?
        let maximumAge: Int?
        let status: Directory.Service.Status
        let state: String?
        let facts: [Fact]
        let sources: [String]
        let capacity: Capacity?
    }

    struct Sheet: Decodable {
        let id: String
        let theme: String
        let order: Int
        let situations: [String]
        let review: String?
        let sources: [SheetSource]
    }

    struct FrontMatter: Decodable {
        let title: String
        let summary: String
        let state: TranslationState
        let sourceHash: String?
    }
}
