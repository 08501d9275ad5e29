/// A sheet of paper, in points (1/72 inch).
package enum PaperFormat: String, Sendable, CaseIterable {
    case a4, a5, a6

    var width: Double { Self.points(self == .a4 ? 210 : self == .a5 ? 148 : 105) }
    var height: Double { Self.points(self == .a4 ? 297 : self == .a5 ? 210 : 148) }

    /// White around everything: what an office printer cannot reach, and room for a thumb.
    var margin: Double { Self.points(self == .a4 ? 12 : self == .a5 ? 10 : 7) }

    static func points(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }
}
