/// The outline of an area: polygons of one outer ring and its holes, as in GeoJSON but latitude first.
package struct Boundary: Codable, Sendable, Hashable {
    package let polygons: [[[Coordinate]]]

    package init(polygons: [[[Coordinate]]]) { self.polygons = polygons }

    /// Whether the point lies inside, by the even-odd rule over every ring, so that holes are outside.
    package func contains(_ point: Coordinate) -> Bool {
        polygons.contains { rings in
            rings.reduce(false) { inside, ring in inside != Self.encloses(ring, point) }
        }
    }

    private static func encloses(_ ring: [Coordinate], _ point: Coordinate) -> Bool {
        var inside = false
        var previous = ring.last
        for corner in ring {
            if let last = previous, (corner.latitude > point.latitude) != (last.latitude > point.latitude) {
                let share = (point.latitude - corner.latitude) / (last.latitude - corner.latitude)
                if point.longitude < corner.longitude + share * (last.longitude - corner.longitude) { inside.toggle() }
            }
            previous = corner
        }
        return inside
    }
}
