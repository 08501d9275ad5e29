import Foundation

/// A point of the earth in WGS 84 degrees.
package struct Coordinate: Hashable, Codable, Sendable {
    package let latitude: Double
    package let longitude: Double

    /// Nil outside the earth: latitudes are within ±90, longitudes within ±180.
    package init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Reads `48.8975,2.3597`, as in a `geo:` link or a query.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let latitude = Double(parts[0].trimmed), let longitude = Double(parts[1].trimmed) else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }

    /// Metres on the great circle to another point (mean earth radius 6,371,008.8 m; within 0.5 % of the ellipsoid).
    package func distance(to other: Coordinate) -> Double {
        let here = latitude * .pi / 180
        let there = other.latitude * .pi / 180
        let latitudes = sin((there - here) / 2)
        let longitudes = sin((other.longitude - longitude) * .pi / 360)
        let chord = latitudes * latitudes + cos(here) * cos(there) * longitudes * longitudes
        return 2 * 6_371_008.8 * asin(min(1, chord.squareRoot()))
    }
}

extension Coordinate: CustomStringConvertible {
    /// Five decimals: about one metre, which is all a door needs.
    package var description: String {
        "\(Self.rounded(latitude)),\(Self.rounded(longitude))"
    }

    private static func rounded(_ degrees: Double) -> Double { (degrees * 100_000).rounded() / 100_000 }
}

extension StringProtocol {
    /// Without white space at both ends.
    package var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
