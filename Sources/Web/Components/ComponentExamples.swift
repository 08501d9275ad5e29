import Core

/// One component filled with an example: what the style guide shows and the contract test checks.
struct ComponentExample: Sendable {
    /// The file below `Templates/components/`.
    let name: String
    let value: any Sendable

    /// An example of every component, with every part that may be left out, in the reader's words.
    static func all(_ context: AppContext, views: Views) -> [ComponentExample] {
        let words = context.catalogue
        return states(words, context.formats) + links(words, context) + fields(words) + notices(words) + tables(words, context.formats)
    }

    private static func states(_ words: Catalogue, _ formats: Formats) -> [ComponentExample] {
        struct Card: Sendable {
            struct Tags: Sendable { let list: [Text] }
            let path: String
            let name: Text
            let badge: Badge?
            let facts: [Text]
            let tags: Tags?
        }
        let sentences: [Openness: Text] = [
            .open: words("hours.open_until", ["time": formats.time(minute: 18 * 60)]),
            .soon: words("hours.opens_in_minutes", count: 20),
            .closed: words("hours.opens_day", ["day": formats.weekday(2).plain, "time": formats.time(minute: 540)]),
            .unknown: formats.word(.unknown),
        ]
        let badges = Openness.allCases.map { Badge($0, sentences[$0] ?? formats.word($0)) }
        let card = Card(
            path: "#card", name: words("share.title"), badge: badges.first,
            facts: [formats.distance(metres: 350), formats.distance(metres: 1240)],
            tags: .init(list: [words("layout.optional")]))
        return badges.map { ComponentExample(name: "badge", value: $0) } + [ComponentExample(name: "card", value: card)]
    }

    private static func links(_ words: Catalogue, _ context: AppContext) -> [ComponentExample] {
        struct Button: Sendable {
            let text: Text
            let path = "#button"
            let name: String? = "what"
            let value = "yes"
            let isQuiet: Bool
            let pictogram: Pictogram? = Pictogram("state-open")
        }
        struct Chips: Sendable {
            struct Chip: Sendable {
                let path = "#chips"
                let text: Text
                let removes: Text?
                let count: String?
                let isOn: Bool
                let pictogram: Pictogram?
            }
            let chips: [Chip]
        }
        struct Needs: Sendable {
            struct Need: Sendable {
                let path = "#needs"
                let text: Text
                let pictogram: Pictogram? = Pictogram("state-soon")
            }
            let needs: [Need]
        }
        struct Crumbs: Sendable { let crumbs: [PageLink] }
        struct Pages: Sendable {
            let start: String? = "#start"
            let next: String? = "#next"
        }
        let open = context.formats.word(.open)
        let chips = Chips(chips: [
            .init(
                text: open, removes: words("layout.remove", ["name": open.plain]), count: nil, isOn: true,
                pictogram: Pictogram("state-open")),
            .init(text: words("hours.today"), removes: nil, count: context.formats.number(1240), isOn: false, pictogram: nil),
        ])
        return [
            ComponentExample(name: "button", value: Button(text: words("form.send"), isQuiet: false)),
            ComponentExample(name: "link-button", value: Button(text: words("layout.home"), isQuiet: false)),
            ComponentExample(name: "link-button", value: Button(text: words("layout.back"), isQuiet: true)),
            ComponentExample(name: "button", value: Button(text: words("share.copy"), isQuiet: true)),
            ComponentExample(name: "chips", value: chips),
            ComponentExample(
                name: "needs", value: Needs(needs: ["hours.open", "hours.soon", "hours.closed"].map { .init(text: words($0)) })),
            ComponentExample(
                name: "breadcrumbs", value: Crumbs(crumbs: ["layout.home", "layout.filters"].map { PageLink("#crumbs", words($0)) })),
            ComponentExample(name: "pagination", value: Pages()),
            ComponentExample(name: "share", value: ShareLinks(address: "https://parvis.example/", title: words("share.title").plain)),
        ]
    }

    private static func fields(_ words: Catalogue) -> [ComponentExample] {
        var problems = FormProblems()
        problems.add("form.required", to: "example-words")
        problems.add("form.too_long", to: "example-text", count: 2000)
        let hint = words("place.private")
        let choices = ["layout.home", "layout.back"].enumerated().map { Choices.Choice("\($0)", words($1), isOn: $0 == 1) }
        func error(_ field: String) -> Text? { problems.text(of: field, in: words) }
        return [
            ComponentExample(name: "error-summary", value: problems.summary(in: words) ?? ErrorSummary(heading: hint, lines: [])),
            ComponentExample(
                name: "field", value: Field("example-words", label: words("form.required"), hint: hint, error: error("example-words"))),
            ComponentExample(
                name: "field",
                value: Field(
                    "example-text", label: words("layout.details"), longest: 2000, lines: 4, hint: hint, error: error("example-text"),
                    isOptional: true)),
            ComponentExample(
                name: "select",
                value: Choices("example-select", label: words("form.choose"), choices: choices, hint: hint, error: error("example-words"))),
            ComponentExample(
                name: "radios",
                value: Choices("example-radios", label: words("form.choose"), choices: choices, hint: hint, error: error("example-words"))),
            ComponentExample(name: "checkbox", value: Checkbox("example-box", text: words("hours.open"), isOn: true)),
        ]
    }

    private static func notices(_ words: Catalogue) -> [ComponentExample] {
        struct Details: Sendable {
            let summary: Text
            let content: Markup
            let isOpen: Bool
        }
        let sentence = words("form.wait")
        return [
            ComponentExample(name: "notice", value: Notice(words("place.private"), in: words)),
            ComponentExample(name: "notice", value: Notice(words("notice.machine"), isWarning: true, in: words)),
            ComponentExample(
                name: "details",
                value: Details(summary: words("layout.details"), content: Markup("<p>\(escapedHTML(sentence.plain))</p>"), isOpen: true)),
        ]
    }

    private static func tables(_ words: Catalogue, _ formats: Formats) -> [ComponentExample] {
        struct Languages: Sendable { let languages: [LanguagesPage.Choice] }
        let days = (1...7).map { day in
            HoursTable.Line(
                formats.weekday(day), times: day == 7 ? [] : [formats.times(from: 540, to: 720), formats.times(from: 780, to: 1080)],
                note: day == 7 ? words("hours.closed") : nil, isToday: day == 2)
        }
        let languages = Language.all.map { LanguagesPage.Choice(path: "/\($0.tag)/", language: $0, isCurrent: $0 == words.language) }
        return [
            ComponentExample(name: "hours", value: HoursTable(days, in: words)),
            ComponentExample(name: "languages", value: Languages(languages: languages)),
        ]
    }
}
