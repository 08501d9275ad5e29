import Core

/// Small values written as text.
enum PlainFuzz {
    static func instants(_ bytes: [UInt8]) {
        let written = text(bytes)
        if let day = Day(written) { expect(Day(day.description) == day, "the day \(day) does not read back") }
        guard let instant = Instant(iso8601: written) else { return }
        let local = Zone.paris.local(instant)
        expect((0..<1_440).contains(local.minute), "minute \(local.minute)")
        guard instant.description.utf8.count == 20 else { return }  // an offset can lead into year -1 or 10000
        expect(Instant(iso8601: instant.description) == instant, "\(written) → \(instant)")
    }

    static func coordinates(_ bytes: [UInt8]) {
        guard let point = Coordinate(text(bytes)) else { return }
        expect((-90...90).contains(point.latitude) && (-180...180).contains(point.longitude), "off the earth: \(point)")
        guard let again = Coordinate(point.description) else { return expect(false, "\(point) does not read back") }
        expect(again.distance(to: point) < 2, "\(point) moved by \(again.distance(to: point)) m")
    }
}
