import Core

/// Dates, times, distances and numbers as a reader writes them: Latin digits and the 24-hour clock in every language.
package struct Formats: Sendable {
    let catalogue: Catalogue

    package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    /// `18:05` for a minute of the day, the same in every language; past midnight it starts again, 24:00 stays.
    package func time(minute: Int) -> String {
        let minute = minute == 1440 ? minute : ((minute % 1440) + 1440) % 1440
        return twoDigits(minute / 60) + ":" + twoDigits(minute % 60)
    }

    /// `09:00–18:00`.
    package func times(from start: Int, to end: Int) -> String { "\(time(minute: start))–\(time(minute: end))" }

    /// `12 500`, with a narrow no-break space.
    package func number(_ number: Int) -> String { grouped(number) }

    /// `350 m`, `1.2 km`, `12 km`: rounded as far as somebody on foot cares.
    package func distance(metres: Double) -> Text {
        let metres = metres.isFinite ? min(max(metres, 0), 40_000_000) : 0
        if metres < 975 {
            let step = metres < 95 ? 10.0 : 50.0
            return catalogue("format.metres", ["number": "\(max(10, Int((metres / step).rounded() * step)))"])
        }
        let tenths = Int((metres / 100).rounded())
        let decimals = tenths >= 100 || tenths % 10 == 0 ? "" : "\(decimalSeparator)\(tenths % 10)"
        let whole = tenths >= 100 ? (tenths + 5) / 10 : tenths / 10
        // Languages whose nouns change write the unit in short, but easy French, where the whole part decides: 1,9 kilomètre.
        return catalogue("format.kilometres", count: whole, ["number": grouped(whole) + decimals])
    }

    /// `1 km`, `2 km`: to a place of which only the area is known, so never less than one.
    package func roughDistance(metres: Double) -> Text {
        distance(metres: metres.isFinite ? max(1_000, (metres / 1_000).rounded() * 1_000) : 1_000)
    }

    /// The mark between whole and tenths that ICU gives with Latin digits.
    var decimalSeparator: String {
        ["fr", "ps", "ru", "uk", "es", "tr", "ka", "sq", "ff", "snk"].contains(catalogue.language.primarySubtag) ? "," : "."
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
