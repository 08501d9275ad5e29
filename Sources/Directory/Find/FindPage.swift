import Core
import Search
import Web

/// The list of places that can help, nearest and soonest first, with its filters.
struct FindPage: Page {
    static let template = "directory/find"

    let title: Text
    let count: Text
    let around: Text
    let changePlace: String
    /// The phone's position, one tap away, as long as no place is chosen.
    let here: Here?
    let action: String
    let words: String
    let hidden: [HiddenField]
    let hiddenForMoment: [HiddenField]
    let momentText: Text
    let momentValue: String
    let isNow: Bool
    let nowPath: String
    let problems: [Text]
    let corrected: Text?
    /// What is chosen, to take off again; then what everybody may want.
    let chips: [Chip]
    let hasChips: Bool
    let hasChosen: Bool
    let clear: String
    let groups: [FilterGroup]
    let cards: [CardView]
    let next: String?
    let start: String?
    let hasPages: Bool
    let isEmpty: Bool
    let ways: [DeadEnd.Way]
    /// Names the cards of an empty list: what the first way out begins with.
    let laterTitle: Text?
    let hasLater: Bool
    /// Said when no place of the list is known to be open at the moment asked about.
    let noneOpen: Text?
    /// Who answers then: free lines, day and night.
    let calls: [HomePage.CallView]
    let hasCalls: Bool
    let missing: String
    var scripts: [String] { here == nil ? [] : ["js/place.js"] }
    /// The same on paper, for a list of one theme around an area.
    let flyer: String?
    let guide: String?
    /// Everyone's list changes with the clock and with what was chosen.
    let isHiddenFromSearchEngines = true

    /// The search that comes back with a position.
    struct Here {
        let hidden: [HiddenField]
    }

    init(_ list: FindList, context: AppContext) {
        let query = list.query
        let root = "/\(context.language.tag)"
        let page = root + "/find"
        let words = context.catalogue
        let place = list.start?.name
        title = Self.title(list, context)
        count = words("find.count", count: list.result.total)
        around =
            place.map { words("find.around", ["where": $0.plain]) }
            ?? words("find.whole_city", ["city": list.snapshot.city.name.reading(in: context.language)?.text ?? ""])
        changePlace = query.changed { _ in }.path(root + "/place")
        here = list.start == nil ? Here(hidden: query.changed { $0.place = nil }.parameters.map(HiddenField.init)) : nil
        action = page
        self.words = query.words
        hidden = query.changed { $0.words = "" }.parameters.map(HiddenField.init)
        hiddenForMoment = query.changed { $0.at = nil }.parameters.map(HiddenField.init)
        let moment = list.snapshot.local(list.moment)
        let today = list.snapshot.local(list.now).day
        let time = "\(context.formats.date(moment.day, today: today).plain), \(context.formats.time(minute: moment.minute))"
        isNow = query.at == nil
        momentText = isNow ? words("find.now") : words("find.at", ["time": time])
        momentValue = "\(moment.day)T\(context.formats.time(minute: moment.minute))"
        nowPath = query.changed { $0.at = nil }.path(page)
        problems = list.problems
        corrected = list.corrected.map { words("find.corrected", ["words": $0]) }
        let chosen = list.filters.chosen
        chips = chosen + list.filters.quick
        hasChips = !chips.isEmpty
        hasChosen = !chosen.isEmpty
        clear = FindQuery(near: query.near, place: query.place, at: query.at).path(page)
        groups = list.filters.all
        cards = list.cards + (list.deadEnd?.cards ?? [])
        next = list.result.nextCursor.map { cursor in
            var next = query
            next.cursor = cursor
            return next.path(page)
        }
        start = query.cursor == nil ? nil : query.changed { _ in }.path(page)
        hasPages = next != nil || start != nil
        isEmpty = list.result.total == 0
        let isShut = list.result.openNow == 0 && query.cursor == nil
        calls = isShut ? list.snapshot.calls(for: context) : []
        hasCalls = !calls.isEmpty
        noneOpen = isShut && !isEmpty ? words("find.none_open") : nil
        ways = list.deadEnd?.ways ?? []
        hasLater = list.deadEnd?.cards.isEmpty == false
        laterTitle = hasLater ? ways.first?.text : nil
        missing = root + "/missing"
        let paper = list.area.flatMap { area -> String? in
            guard query.themes.count == 1, query.needs.isEmpty, let theme = query.themes.first else { return nil }
            return "?theme=\(percentEncoded(theme))&area=\(percentEncoded(area.aliases.first ?? area.code))"
        }
        flyer = paper.map { root + "/print/flyer" + $0 }
        guide = paper.map { root + "/print/guide" + $0 }
    }

    private static func title(_ list: FindList, _ context: AppContext) -> Text {
        guard let value = list.query.needs.first ?? list.query.themes.first else { return context.catalogue("find.title") }
        let what = list.filters.name(of: value)
        guard let place = list.start?.name else { return what }
        return context.catalogue("find.title_near", ["what": what.plain, "where": place.plain])
    }
}
