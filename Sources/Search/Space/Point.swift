import Core
import Foundation

/// A point of the unit sphere.
struct Point: Sendable {
    /// Mean radius of the earth in metres, as in `Coordinate.distance`.
    static let radius = 6_371_008.8

    let x: Double
    let y: Double
    let z: Double

    init(_ coordinate: Coordinate) {
        let latitude = Angle.sineAndCosine(degrees: coordinate.latitude)
        let longitude = Angle.sineAndCosine(degrees: coordinate.longitude)
        x = latitude.cosine * longitude.cosine
        y = latitude.cosine * longitude.sine
        z = latitude.sine
    }

    /// The square of the straight line through the earth, in radii.
    @inline(__always)
    func square(to other: Point) -> Double {
        let dx = x - other.x
        let dy = y - other.y
        let dz = z - other.z
        return dx * dx + dy * dy + dz * dz
    }

    /// The straight line in centimetres, at most 1,274,201,760: they order as metres on the ground do.
    @inline(__always)
    func centimetres(to other: Point) -> UInt32 { UInt32(square(to: other).squareRoot() * (Self.radius * 100)) }
}
