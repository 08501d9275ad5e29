import Core

/// One component filled with an example: what the style guide shows and the contract test checks.
struct ComponentExample: Sendable {
    /// The file below `Templates/components/`.
    let name: String
    let value: any Sendable

    /// An example of every component, with every part that may be left out, in the reader's words.
    static func all(_ context: AppContext, views: Views) throws -> [ComponentExample] {
        let words = context.catalogue
        return try states(words, context.formats) + links(words, context) + fields(words) + notices(words) + tables(words, context.formats)
    }

    private static func states(_ words: Catalogue, _ formats: Formats) -> [ComponentExample] {
        struct Card: Sendable {
            let path = "#card"
            let name: Text
            let badge: Badge
            let distance: Text?
            let isApproximate = true
            let place: String? = "Paris 18e"
            let byPhone: Bool
            let organization = "Association Inventée"
            let isUnchecked = true
            let notSince: Text?
            let label = true
            let conditions: [Text]
            let languages: Text?
            let hasTags = true
        }
        let sentences: [Openness: Text] = [
            .open: words("hours.open_until", ["time": formats.time(minute: 18 * 60)]),
            .soon: words("hours.opens_in_minutes", count: 20),
            .closed: words("hours.opens_day", ["day": formats.weekday(2).plain, "time": formats.time(minute: 540)]),
            .unknown: formats.word(.unknown),
        ]
        let badges = Openness.allCases.map { Badge($0, sentences[$0] ?? formats.word($0)) }
        let cards = badges.prefix(2).enumerated().map { number, badge in
            Card(
                name: number == 0 ? words("share.title") : Text("Repas chaud", in: .french, isFallback: words.language != .french),
                badge: badge, distance: formats.distance(metres: 1240), byPhone: number == 1,
                notSince: words("fresh.since", ["date": formats.weekday(2).plain]), conditions: [words("layout.optional")],
                languages: words("find.speaks", ["languages": words.language.endonym]))
        }
        return badges.map { ComponentExample(name: "badge", value: $0) } + cards.map { ComponentExample(name: "card", value: $0) }
    }

    private static func links(_ words: Catalogue, _ context: AppContext) throws -> [ComponentExample] {
        struct Button: Sendable {
            let text: Text
            let path = "#button"
            let name: String? = "what"
            let value = "yes"
            let isQuiet: Bool
            let pictogram: Pictogram? = Pictogram("state-open")
        }
        struct Chips: Sendable { let chips: [Chip] }
        struct Needs: Sendable { let needs: [NeedLink] }
        struct Crumbs: Sendable { let crumbs: [PageLink] }
        struct Pages: Sendable {
            let start: String? = "#start"
            let next: String? = "#next"
        }
        let open = context.formats.word(.open)
        let chips = Chips(chips: [
            Chip(removing: "#chips", open, pictogram: Pictogram("state-open"), in: words),
            Chip("#chips", words("hours.today"), count: context.formats.number(1240)),
        ])
        return [
            ComponentExample(name: "button", value: Button(text: words("form.send"), isQuiet: false)),
            ComponentExample(name: "link-button", value: Button(text: words("layout.home"), isQuiet: false)),
            ComponentExample(name: "link-button", value: Button(text: words("layout.back"), isQuiet: true)),
            ComponentExample(name: "button", value: Button(text: words("share.copy"), isQuiet: true)),
            ComponentExample(name: "chips", value: chips),
            ComponentExample(
                name: "needs",
                value: Needs(needs: Openness.allCases.map { NeedLink("#needs", context.formats.word($0), $0.pictogram) })),
            ComponentExample(
                name: "terms",
                value: Terms(Openness.allCases.map { Terms.Term(context.formats.word($0), $0.pictogram) }) ?? Terms.Term(open, nil)),
            ComponentExample(
                name: "breadcrumbs", value: Crumbs(crumbs: ["layout.home", "layout.filters"].map { PageLink("#crumbs", words($0)) })),
            ComponentExample(name: "pagination", value: Pages()),
            ComponentExample(
                name: "share", value: try ShareLinks(address: "https://parvis.example/", title: words("share.title").plain, in: words)),
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
                name: "field",
                value: Field("example-words", label: words("form.required"), autocomplete: "off", hint: hint, error: error("example-words"))
            ),
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
        struct Languages: Sendable { let languages: [LanguageLink] }
        let times = [formats.times(from: 540, to: 720), formats.times(from: 780, to: 1080)]
        var days = (1...5).map { HoursTable.Line(formats.weekday($0), times: times, isToday: $0 == 2) }
        days.append(HoursTable.Line(formats.weekday(6), times: times, comment: words("layout.optional")))
        days.append(HoursTable.Line(formats.weekday(7), times: [], note: words("hours.closed"), isHoliday: true))
        let languages = Language.all.map { LanguageLink($0, path: "", isCurrent: $0 == words.language) }
        return [
            ComponentExample(name: "hours", value: HoursTable(days, caption: words("service.week"))),
            ComponentExample(name: "languages", value: Languages(languages: languages)),
        ]
    }
}
