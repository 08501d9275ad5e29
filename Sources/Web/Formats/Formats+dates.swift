import Core
import Foundation

extension Formats {
    /// The full name of a day of the week, 1 for Monday to 7 for Sunday.
    package func weekday(_ number: Int) -> Text {
        // 1970-01-05 was a Monday.
        text(Day(daysSinceEpoch: Int32(3 + min(max(number, 1), 7)))) { $0.weekday(.wide) }
    }

    /// The full name of the day of the week.
    package func weekday(_ day: Day) -> Text { weekday(day.weekday) }

    /// `Sunday 3 May`, and the year when it is not this year's.
    package func date(_ day: Day, today: Day) -> Text {
        text(day) { style in
            let style = style.weekday(.wide).day().month(.wide)
            return day.year == today.year ? style : style.year()
        }
    }

    /// `3 May 2026`.
    package func day(_ day: Day) -> Text { text(day) { $0.day().month(.wide).year() } }

    /// `May 2026`.
    package func month(_ day: Day) -> Text { text(day) { $0.month(.wide).year() } }

    private func text(_ day: Day, _ shape: (Date.FormatStyle) -> Date.FormatStyle) -> Text {
        let language = dateLanguage
        let style = Date.FormatStyle(locale: Self.locale(language), calendar: Self.gregorian, timeZone: .gmt)
        let date = Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400)
        return Text(shape(style).format(date), in: language, state: .reviewed, isFallback: language != catalogue.language)
    }

    /// `pachto`: what a French reader calls a language.
    package static func frenchName(of language: Language) -> String {
        locale(.french).localizedString(forIdentifier: language.tag) ?? language.endonym
    }

    /// ICU knows the dates of all our languages but Soninke, whose readers get French; pseudo-locales get English.
    private var dateLanguage: Language {
        switch catalogue.language.primarySubtag {
        case "snk": .french
        case "qps": .english
        default: catalogue.language
        }
    }

    private static let gregorian = Calendar(identifier: .gregorian)

    private static func locale(_ language: Language) -> Locale {
        let tag =
            switch language.tag {
            case "prs": "fa-AF"
            case "en": "en-GB"
            case "fr-x-falc": "fr"
            default: language.tag
            }
        return Locale(identifier: tag + "-u-ca-gregory-hc-h23-nu-latn")
    }
}

extension Formats {
    /// `3 May 2026, 18:05`, as the clocks of a place say it.
    package func moment(_ instant: Instant, in zone: Zone) -> Text {
        let (day, minute) = zone.local(instant)
        return self.day(day).map { "\($0), \(time(minute: minute))" }
    }
}
