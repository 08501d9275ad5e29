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
    let text: Text

    package init(_ openness: Openness, _ text: Text) {
        kind = openness.rawValue
        pictogram = openness.pictogram
        self.text = text
    }
}

/// Something the reader should know before going on: `components/notice`.
package struct Notice: Sendable {
    let kind: Text
    let text: Text
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

/// A week of opening hours: `components/hours`.
package struct HoursTable: Sendable {
    package struct Line: Sendable {
        let day: Text
        /// `09:00–12:00`, in order; empty with a note when closed.
        let times: [String]
        let note: Text?
        let isToday: Bool

        package init(_ day: Text, times: [String], note: Text? = nil, isToday: Bool = false) {
            self.day = day
            self.times = times
            self.note = note
            self.isToday = isToday
        }
    }

    let caption: Text
    let days: [Line]

    package init(_ days: [Line], in catalogue: Catalogue) {
        caption = catalogue("hours.caption")
        self.days = days
    }
}

/// Ways to send a page that need no account and no script: `components/share`.
package struct ShareLinks: Sendable {
    let sms: String
    let whatsApp: String
    let mail: String

    /// - Parameters:
    ///   - address: the page's whole address, from `https`.
    ///   - title: what comes before it in the message.
    package init(address: String, title: String) {
        let message = percentEncoded("\(title)\n\(address)")
        sms = "sms:?&body=\(message)"
        whatsApp = "https://wa.me/?text=\(message)"
        mail = "mailto:?subject=\(percentEncoded(title))&body=\(message)"
    }
}
