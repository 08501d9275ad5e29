import Core
import Foundation

/// Everything within a distance on the ground of a place.
struct Circle {
    let center: Coordinate
    let metres: Double
    /// Radians.
    let angle: Double
    private let point: Point
    /// The straight line to the rim, in radii of the earth.
    private let chord: Double
    private let cosine: Double
    /// Squares of the line to the rim, less and more six micrometres.
    private let inside: Double
    private let outside: Double

    init(center: Coordinate, metres: Double) {
        self.center = center
        self.metres = metres
        angle = max(0, metres) / Point.radius
        point = Point(center)
        chord = 2 * sin(min(angle, .pi) / 2)
        cosine = cos(center.latitude * .pi / 180)
        inside = chord < 1e-12 ? 0 : (chord - 1e-12) * (chord - 1e-12)
        outside = (chord + 1e-12) * (chord + 1e-12)
    }

    /// Whether a point is inside; nil so near the rim (six micrometres) that only the distance on the ground can tell.
    @inline(__always)
    func contains(_ other: Point) -> Bool? {
        let square = point.square(to: other)
        return square < inside ? true : square > outside ? false : nil
    }

    func contains(_ coordinate: Coordinate?) -> Bool {
        coordinate.map { center.distance(to: $0) <= metres } ?? false
    }

    /// Degrees of longitude within which all of a band of latitudes is inside, and beyond which nothing of it is.
    ///
    /// From the haversine: sin²(Δλ/2) = (sin²(d/2) − sin²(Δφ/2)) / (cos φ₁ cos φ₂), taken at the latitudes of the band that make it
    /// least and greatest; a billionth is left for rounding on both sides. The equator is only ever an edge of the band, so the
    /// greatest cosine is at an edge.
    func halfWidths(south: Double, north: Double) -> (inner: Double, outer: Double) {
        let differences = [abs(south - center.latitude), abs(north - center.latitude)]
        let least = south <= center.latitude && center.latitude <= north ? 0 : min(differences[0], differences[1])
        let most = max(differences[0], differences[1])
        let cosines = [cos(south * .pi / 180), cos(north * .pi / 180)]
        let inner = halfWidth(most, max(cosines[0], cosines[1])) * (1 - 1e-9) - 1e-9
        return (inner, halfWidth(least, min(cosines[0], cosines[1])) * (1 + 1e-9) + 1e-9)
    }

    private func halfWidth(_ difference: Double, _ cosine: Double) -> Double {
        let radius = chord / 2
        let height = sin(difference * .pi / 360)
        let squares = radius * radius - height * height
        guard squares > 0 else { return 0 }
        return 2 * asin(min(1, (squares / (self.cosine * cosine)).squareRoot())) * 180 / .pi
    }
}
