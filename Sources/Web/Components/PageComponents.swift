import Core

/// A link of the way back, or of a list of languages or pages.
package struct PageLink: Sendable {
    let path: String
    let text: Text

    package init(_ path: String, _ text: Text) {
        self.path = path
        self.text = text
    }
}

/// Open, closed, soon or not known, with its sentence: `components/badge`.
package struct Badge: Sendable {
    let kind: String
    let pictogram: Pictogram
    package let text: Text

    package init(_ openness: Openness, _ text: Text) {
        kind = openness.rawValue
        pictogram = openness.pictogram
        self.text = text
    }
}

/// Something the reader should know before going on: `components/notice`.
package struct Notice: Sendable {
    let kind: Text
    package let text: Text
    let isWarning: Bool

    package init(_ text: Text, isWarning: Bool = false, in catalogue: Catalogue) {
        kind = catalogue(isWarning ? "notice.warning" : "notice.info")
        self.text = text
        self.isWarning = isWarning
    }

    /// The mark of a text that is a machine's draft, older than its source or in another language; nil when it needs none.
    package static func translation(of text: Text, in catalogue: Catalogue) -> Notice? {
        switch (text.isFallback, text.state) {
        case (true, _): Notice(catalogue("notice.fallback"), in: catalogue)
        case (false, .machine): Notice(catalogue("notice.machine"), isWarning: true, in: catalogue)
        case (false, .outdated): Notice(catalogue("notice.outdated"), isWarning: true, in: catalogue)
        case (false, _): nil
        }
    }
}

/// Seven days of opening hours: `components/hours`.
package struct HoursTable: Sendable {
    package struct Line: Sendable {
        let day: Text
        /// `09:00–12:00`, in order; empty with a note when closed.
        package let times: [String]
        package let note: Text?
        /// What the hours themselves add in words.
        package let comment: Text?
        let isToday: Bool
        let isHoliday: Bool

        package init(
            _ day: Text, times: [String], note: Text? = nil, comment: Text? = nil, isToday: Bool = false, isHoliday: Bool = false
        ) {
            self.day = day
            self.times = times
            self.note = note
            self.comment = comment
            self.isToday = isToday
            self.isHoliday = isHoliday
        }
    }

    let caption: Text
    package let days: [Line]

    package init(_ days: [Line], caption: Text) {
        self.caption = caption
        self.days = days
    }
}

/// Words of the taxonomy, each with its drawing: `components/terms`.
package struct Terms: Sendable {
    package struct Term: Sendable {
        let text: Text
        let pictogram: Pictogram?

        package init(_ text: Text, _ pictogram: Pictogram?) {
            self.text = text
            self.pictogram = pictogram
        }
    }

    let terms: [Term]

    /// Nil when there is no word to show.
    package init?(_ terms: [Term]) {
        guard !terms.isEmpty else { return nil }
        self.terms = terms
    }
}

/// Ways to send a page that need no account and no script, and its code for a camera: `components/share`.
package struct ShareLinks: Sendable {
    let address: String
    let sms: String
    let whatsApp: String
    let mail: String
    let qr: Markup

    /// - Parameters:
    ///   - address: the page's whole address, from `https`.
    ///   - title: what comes before it in the message.
    package init(address: String, title: String, in catalogue: Catalogue) throws {
        let message = percentEncoded("\(title)\n\(address)")
        self.address = address
        sms = "sms:?&body=\(message)"
        whatsApp = "https://wa.me/?text=\(message)"
        mail = "mailto:?subject=\(percentEncoded(title))&body=\(message)"
        qr = try QRCode(address).svg(label: catalogue("service.qr").plain)
    }
}

/// One choice that narrows or widens a list, as a link: `components/chips`.
package struct Chip: Sendable {
    let path: String
    let text: Text
    /// What a screen reader says of a choice that is on: that following the link takes it off.
    let removes: Text?
    /// How many the choice leaves.
    let count: String?
    let isOn: Bool
    let pictogram: Pictogram?

    package init(_ path: String, _ text: Text, count: String? = nil, pictogram: Pictogram? = nil) {
        self.init(path, text, removes: nil, count: count, pictogram: pictogram)
    }

    /// A choice that is on, to take off again.
    package init(removing path: String, _ text: Text, pictogram: Pictogram? = nil, in catalogue: Catalogue) {
        self.init(path, text, removes: catalogue("layout.remove", ["name": text.plain]), count: nil, pictogram: pictogram)
    }

    private init(_ path: String, _ text: Text, removes: Text?, count: String?, pictogram: Pictogram?) {
        self.path = path
        self.text = text
        self.removes = removes
        self.count = count
        isOn = removes != nil
        self.pictogram = pictogram
    }
}

/// A large link with its drawing: one of `components/needs`.
package struct NeedLink: Sendable {
    let path: String
    let text: Text
    let pictogram: Pictogram?

    package init(_ path: String, _ text: Text, _ pictogram: Pictogram?) {
        self.path = path
        self.text = text
        self.pictogram = pictogram
    }
}

/// A language by its own name, leading to the same page in it: one of `components/languages`.
package struct LanguageLink: Sendable {
    let path: String
    let language: Language
    let isCurrent: Bool

    /// - Parameter path: what follows the language in the address.
    package init(_ language: Language, path: String, isCurrent: Bool = false) {
        self.path = "/\(language.tag)/\(path)"
        self.language = language
        self.isCurrent = isCurrent
    }
}
