import Core

/// Something to print: what it says, in the order it is read. Where lines and pages end is the press's business.
package struct PrintDocument: Sendable {
    package var title: PrintText
    package var format: PaperFormat
    /// Goes into the file, so that the same content gives the same bytes.
    package var made: Instant
    /// Each begins on a page of its own.
    package var sections: [[PrintBlock]]
    /// At the foot of every page, before its number.
    package var footer: [PrintText]

    package init(title: PrintText, format: PaperFormat, made: Instant, sections: [[PrintBlock]], footer: [PrintText]) {
        self.title = title
        self.format = format
        self.made = made
        self.sections = sections
        self.footer = footer
    }
}

/// One piece of a document; what does not fit on a page goes on on the next.
package indirect enum PrintBlock: Sendable {
    case text(PrintText, PrintStyle)
    /// What a reference leads to.
    case anchor(String)
    /// The number of the page on which an anchor stands.
    case reference(String)
    /// A drawing, a square of so many points.
    case picture(PrintPicture, side: Double)
    /// Side by side, from the side where reading begins; kept on one page when a page can hold it.
    case row([PrintColumn])
    /// Kept on one page when a page can hold them: a heading and what it announces.
    case together([PrintBlock])
    /// A thin line from margin to margin.
    case line
    /// White, in points.
    case space(Double)
}

/// One column of a row.
package struct PrintColumn: Sendable {
    /// Its part of the width, beside the parts of the others.
    package let share: Double
    package let blocks: [PrintBlock]
    package let isCentred: Bool
    /// Grey behind it, so that the eye keeps to its day.
    package let isShaded: Bool

    package init(_ share: Double, isCentred: Bool = false, isShaded: Bool = false, _ blocks: [PrintBlock]) {
        self.share = share
        self.blocks = blocks
        self.isCentred = isCentred
        self.isShaded = isShaded
    }
}

/// A drawing as SVG: a pictogram, a QR code, a logo.
package struct PrintPicture: Hashable, Sendable {
    let svg: [UInt8]
    /// Where it leads on a screen; nil for an ornament beside its word.
    let address: String?

    package init(svg: [UInt8], address: String? = nil) {
        self.svg = svg
        self.address = address
    }
}
