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
    /// All documents, those without a place last.
    private let size: Int
    /// Where each band begins.
    private let bandStarts: [UInt32]

    struct Degrees: Sendable {
        let latitude: Double
        let longitude: Double
    }

    /// Coordinates in the order of `precedes`.
    init(_ coordinates: [Coordinate], among size: Int) {
        self.size = size
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

    static func band(_ coordinate: Coordinate) -> Int { band(latitude: coordinate.latitude) }
    private static func band(latitude: Double) -> Int { Int(((latitude + 90) / bandHeight).rounded(.down)) }

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

    /// Those of some documents that are within a distance on the ground, exactly.
    func documents(within metres: Double, of center: Coordinate, among some: Bitset) -> Bitset {
        var found = Bitset(size: size)
        let circle = Circle(center: center, metres: metres)
        guard circle.angle < .pi / 2, abs(center.latitude) + circle.angle * 180 / .pi < 89 else {
            insert(0..<count, within: circle, among: some, into: &found)
            return found
        }
        let reach = circle.angle * 180 / .pi + 1e-9
        let low = max(firstBand, Self.band(latitude: center.latitude - reach))
        let high = min(lastBand, Self.band(latitude: center.latitude + reach))
        var band = low
        while band <= high {
            insert(band, within: circle, among: some, into: &found)
            band += 1
        }
        return found
    }

    /// The runs of documents of each band, from a place's own band outwards, and the least centimetres at which one of this or any later
    /// run can be; those without a place come last. Stops when told to.
    @inline(__always)
    func visitBands(outwardsFrom place: Point, _ visit: (_ documents: Range<Int>, _ least: UInt32) -> Bool) {
        let latitude = asin(max(-1, min(1, place.z))) * 180 / .pi
        let middle = Self.band(latitude: latitude)
        for step in 0..<max(0, max(middle - firstBand, lastBand - middle) + 1) {
            // The nearest edge of a band so many steps away; a metre is left for rounding and for the line being straight.
            let degrees = Double(max(0, step - 1)) * Self.bandHeight
            let straight = 2 * sin(degrees * .pi / 360) * Point.radius - 1
            let least = UInt32(max(0, straight * 100))
            for band in step == 0 ? [middle] : [middle - step, middle + step] where !run(band).isEmpty {
                if !visit(run(band), least) { return }
            }
        }
        if count < size { _ = visit(count..<size, .max) }
    }

    private var lastBand: Int { firstBand + bandStarts.count - 2 }

    private func run(_ band: Int) -> Range<Int> {
        let index = band - firstBand
        guard index >= 0, index + 1 < bandStarts.count else { return 0..<0 }
        return Int(bandStarts[index])..<Int(bandStarts[index + 1])
    }

    /// One band of a circle: the middle is taken whole, documents near the rim are measured.
    private func insert(_ band: Int, within circle: Circle, among some: Bitset, into found: inout Bitset) {
        let run = run(band)
        guard !run.isEmpty, !some.isEmpty(in: run) else { return }
        let south = Double(band) * Self.bandHeight - 90
        let (inner, outer) = circle.halfWidths(south: south, north: south + Self.bandHeight)
        let middle = circle.center.longitude
        guard middle - outer >= -180, middle + outer <= 180 else {
            insert(run, within: circle, among: some, into: &found)
            return
        }
        let first = lowerBound(middle - outer, in: run)
        let last = lowerBound((middle + outer).nextUp, in: run)
        guard inner > 0 else {
            insert(first..<last, within: circle, among: some, into: &found)
            return
        }
        let innerFirst = max(first, lowerBound(middle - inner, in: run))
        let innerLast = max(innerFirst, min(last, lowerBound(middle + inner, in: run)))
        insert(first..<innerFirst, within: circle, among: some, into: &found)
        found.insert(some, in: innerFirst..<innerLast) { _ in true }
        insert(innerLast..<max(innerLast, last), within: circle, among: some, into: &found)
    }

    /// Measures each document of a run.
    private func insert(_ run: Range<Int>, within circle: Circle, among some: Bitset, into found: inout Bitset) {
        points.withUnsafeBufferPointer { points in
            // Runs lie within `points`, which has every document with a place.
            found.insert(some, in: run) { circle.contains(points[$0]) ?? circle.contains(coordinate($0)) }
        }
    }

    private func lowerBound(_ longitude: Double, in run: Range<Int>) -> Int {
        degrees.withUnsafeBufferPointer { degrees in
            var low = run.lowerBound
            var high = run.upperBound
            while low < high {
                let middle = (low + high) / 2
                if degrees[middle].longitude < longitude { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    var byteCount: Int { degrees.count * (MemoryLayout<Degrees>.stride + MemoryLayout<Point>.stride) + bandStarts.count * 4 }
}
