import Core
import Foundation

/// Where the documents of a segment are: numbered by band of latitude, then by longitude, so that a circle is a few runs of numbers.
struct Places: Sendable {
    /// Degrees of latitude of a band: 278 m.
    static let bandHeight = 0.0025

    /// Degrees, of the documents that have a place; these come first.
    private let degrees: [Degrees]
    /// The same as points of the unit sphere: distances between these need no trigonometry.
    private let points: [Point]
    private let firstBand: Int
    /// Where each band begins.
    private let bandStarts: [UInt32]

    struct Degrees: Sendable {
        let latitude: Double
        let longitude: Double
    }

    /// Coordinates in the order of `precedes`.
    init(_ coordinates: [Coordinate]) {
        degrees = coordinates.map { Degrees(latitude: $0.latitude, longitude: $0.longitude) }
        points = coordinates.map(Point.init)
        firstBand = coordinates.first.map(Self.band) ?? 0
        var starts: [UInt32] = []
        for (index, coordinate) in coordinates.enumerated() {
            while starts.count <= Self.band(coordinate) - firstBand { starts.append(UInt32(index)) }
        }
        starts.append(UInt32(coordinates.count))
        bandStarts = starts
    }

    /// How many documents have a place.
    var count: Int { degrees.count }

    static func band(_ coordinate: Coordinate) -> Int { Int(((coordinate.latitude + 90) / bandHeight).rounded(.down)) }

    static func precedes(_ a: Coordinate, _ b: Coordinate) -> Bool {
        (band(a), a.longitude) < (band(b), b.longitude)
    }

    func coordinate(_ document: Int) -> Coordinate? {
        document < count ? Coordinate(latitude: degrees[document].latitude, longitude: degrees[document].longitude) : nil
    }

    /// Centimetres in a straight line, which order as metres on the ground do; nothing is as far as no place.
    @inline(__always)
    func centimetres(_ document: Int, from point: Point) -> UInt32 {
        document < points.count ? points[document].centimetres(to: point) : .max
    }

    /// The documents within a distance on the ground, exactly.
    func documents(within metres: Double, of center: Coordinate, among size: Int) -> Bitset {
        var found = Bitset(size: size)
        let angle = max(0, metres) / Point.radius
        guard angle < .pi / 2, abs(center.latitude) + angle * 180 / .pi < 89 else {
            for document in 0..<count where isWithin(document, metres, center) { found.insert(document) }
            return found
        }
        let reach = angle * 180 / .pi + 1e-9
        let low = Int(((center.latitude - reach + 90) / Self.bandHeight).rounded(.down))
        let high = Int(((center.latitude + reach + 90) / Self.bandHeight).rounded(.down))
        for band in max(low, firstBand)...max(low, firstBand, high) {
            insert(band, within: metres, of: center, angle: angle, into: &found)
        }
        return found
    }

    /// One band of a circle: the middle is taken whole, documents near the rim are measured.
    private func insert(_ band: Int, within metres: Double, of center: Coordinate, angle: Double, into found: inout Bitset) {
        let index = band - firstBand
        guard index >= 0, index + 1 < bandStarts.count else { return }
        let run = Int(bandStarts[index])..<Int(bandStarts[index + 1])
        guard !run.isEmpty else { return }
        let (inner, outer) = Self.halfWidths(band, of: center, angle: angle)
        if center.longitude - outer < -180 || center.longitude + outer > 180 {
            for document in run where isWithin(document, metres, center) { found.insert(document) }
            return
        }
        let first = lowerBound(center.longitude - outer, in: run)
        let last = lowerBound((center.longitude + outer).nextUp, in: run)
        let innerFirst = inner > 0 ? max(first, lowerBound(center.longitude - inner, in: run)) : last
        let innerLast = max(innerFirst, inner > 0 ? min(last, lowerBound(center.longitude + inner, in: run)) : last)
        found.insert(innerFirst..<innerLast)
        for document in first..<innerFirst where isWithin(document, metres, center) { found.insert(document) }
        for document in innerLast..<max(innerLast, last) where isWithin(document, metres, center) { found.insert(document) }
    }

    /// Degrees of longitude within which every document of the band is inside the circle, and beyond which none is.
    ///
    /// From the haversine: sin²(Δλ/2) = (sin²(d/2) − sin²(Δφ/2)) / (cos φ₁ cos φ₂), taken at the latitudes of the band that make it
    /// least and greatest; a billionth is left for rounding on both sides.
    private static func halfWidths(_ band: Int, of center: Coordinate, angle: Double) -> (inner: Double, outer: Double) {
        let south = Double(band) * bandHeight - 90
        let north = south + bandHeight
        let here = center.latitude * .pi / 180
        let differences = [abs(south - center.latitude), abs(north - center.latitude)]
        let least = south <= center.latitude && center.latitude <= north ? 0 : min(differences[0], differences[1])
        let most = max(differences[0], differences[1])
        let cosines = [cos(south * .pi / 180), cos(north * .pi / 180)]
        func width(_ difference: Double, _ cosine: Double) -> Double {
            let squares = pow(sin(angle / 2), 2) - pow(sin(difference * .pi / 360), 2)
            guard squares > 0 else { return 0 }
            return 2 * asin(min(1, (squares / (cos(here) * cosine)).squareRoot())) * 180 / .pi
        }
        // A band touches the equator at most at one edge, so the greatest cosine is at an edge too.
        let inner = width(most, max(cosines[0], cosines[1])) * (1 - 1e-9) - 1e-9
        return (inner, width(least, min(cosines[0], cosines[1])) * (1 + 1e-9) + 1e-9)
    }

    private func isWithin(_ document: Int, _ metres: Double, _ center: Coordinate) -> Bool {
        coordinate(document).map { center.distance(to: $0) <= metres } ?? false
    }

    private func lowerBound(_ longitude: Double, in run: Range<Int>) -> Int {
        var low = run.lowerBound
        var high = run.upperBound
        while low < high {
            let middle = (low + high) / 2
            if degrees[middle].longitude < longitude { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var byteCount: Int { degrees.count * (MemoryLayout<Degrees>.stride + MemoryLayout<Point>.stride) + bandStarts.count * 4 }
}
