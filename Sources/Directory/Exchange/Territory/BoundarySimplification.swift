import Core
import Foundation

/// Fewer corners for the drawn map, borders between neighbours still the same line on both sides.
///
/// Rings are cut where three areas meet or where a border stops being shared; each piece is simplified once
/// (Douglas-Peucker) and both sides take the same result.
package enum BoundarySimplification {
    /// - Parameter tolerance: metres a point may lie off the simplified line.
    package static func simplify(_ boundaries: [Boundary], tolerance: Double) -> [Boundary] {
        let nodes = junctions(boundaries)
        return boundaries.map { boundary in
            let polygons = boundary.polygons.map { rings in
                rings.map { simplify(ring: $0, junctions: nodes, tolerance: tolerance) }.filter { $0.count >= 4 }
            }
            let kept = polygons.filter { !$0.isEmpty }
            return kept.isEmpty ? boundary : Boundary(polygons: kept)
        }
    }

    /// Corners whose set of neighbouring corners differs from one ring to another: there a shared border begins or ends.
    private static func junctions(_ boundaries: [Boundary]) -> Set<Coordinate> {
        var around: [Coordinate: Set<Coordinate>] = [:]
        for ring in boundaries.flatMap(\.polygons).joined() {
            let ring = distinct(ring)
            for (index, corner) in ring.enumerated() {
                around[corner, default: []].insert(ring[(index + 1) % ring.count])
                around[corner, default: []].insert(ring[(index + ring.count - 1) % ring.count])
            }
        }
        return Set(around.filter { $0.value.count > 2 }.keys)
    }

    /// Without the closing corner and without a corner repeated in place.
    private static func distinct(_ ring: [Coordinate]) -> [Coordinate] {
        var corners: [Coordinate] = []
        for corner in ring where corner != corners.last { corners.append(corner) }
        if corners.count > 1, corners.first == corners.last { corners.removeLast() }
        return corners
    }

    private static func simplify(ring: [Coordinate], junctions: Set<Coordinate>, tolerance: Double) -> [Coordinate] {
        let corners = distinct(ring)
        guard corners.count > 3 else { return ring }
        let start = anchor(corners, junctions)
        let turned = Array(corners[start...] + corners[..<start]) + [corners[start]]
        var result = [turned[0]]
        var piece = [turned[0]]
        for (index, corner) in turned.enumerated().dropFirst() {
            piece.append(corner)
            guard junctions.contains(corner) || index == turned.count - 1 else { continue }
            result += line(piece, tolerance: tolerance).dropFirst()
            piece = [corner]
        }
        return result.count >= 4 ? result : coarse(turned)
    }

    /// A ring begins at a junction, else at its smallest corner, so that two sides of one border begin at the same place.
    private static func anchor(_ corners: [Coordinate], _ junctions: Set<Coordinate>) -> Int {
        if let index = corners.firstIndex(where: junctions.contains) { return index }
        return corners.indices.min { isBefore(corners[$0], corners[$1]) } ?? 0
    }

    /// A piece that would vanish keeps the triangle of its farthest corners.
    private static func coarse(_ closed: [Coordinate]) -> [Coordinate] {
        let first = closed[0]
        guard let far = closed.max(by: { first.distance(to: $0) < first.distance(to: $1) }),
            let third = closed.max(by: { offset($0, first, far) < offset($1, first, far) }), far != first, third != first, third != far
        else { return closed }
        let order = [far, third].sorted { (closed.firstIndex(of: $0) ?? 0) < (closed.firstIndex(of: $1) ?? 0) }
        return [first] + order + [first]
    }

    /// Always worked in the same direction, whichever side asks.
    private static func line(_ piece: [Coordinate], tolerance: Double) -> [Coordinate] {
        guard piece.count > 2 else { return piece }
        if piece.first == piece.last { return loop(piece, tolerance: tolerance) }
        guard isBefore(piece[piece.count - 1], piece[0]) else { return douglasPeucker(piece, tolerance) }
        return Array(douglasPeucker(piece.reversed(), tolerance).reversed())
    }

    /// A closed piece has no line between its ends: it is cut at its farthest corner.
    private static func loop(_ piece: [Coordinate], tolerance: Double) -> [Coordinate] {
        guard let middle = piece.indices.max(by: { piece[0].distance(to: piece[$0]) < piece[0].distance(to: piece[$1]) }) else {
            return piece
        }
        return line(Array(piece[...middle]), tolerance: tolerance) + line(Array(piece[middle...]), tolerance: tolerance).dropFirst()
    }

    private static func douglasPeucker(_ points: [Coordinate], _ tolerance: Double) -> [Coordinate] {
        var keep = Array(repeating: false, count: points.count)
        keep[0] = true
        keep[points.count - 1] = true
        var open = [(0, points.count - 1)]
        while let (first, last) = open.popLast() {
            guard last - first > 1 else { continue }
            let offsets = (first + 1..<last).map { offset(points[$0], points[first], points[last]) }
            guard let worst = offsets.indices.max(by: { offsets[$0] < offsets[$1] }), offsets[worst] > tolerance else { continue }
            keep[first + 1 + worst] = true
            open += [(first, first + 1 + worst), (first + 1 + worst, last)]
        }
        return points.indices.filter { keep[$0] }.map { points[$0] }
    }

    /// Metres from a point to a segment, on the plane that touches the earth there: exact enough over one city.
    private static func offset(_ point: Coordinate, _ start: Coordinate, _ end: Coordinate) -> Double {
        let metres = 111_195.0
        let narrowing = cos(start.latitude * .pi / 180)
        let (x, y) = ((end.longitude - start.longitude) * metres * narrowing, (end.latitude - start.latitude) * metres)
        let (px, py) = ((point.longitude - start.longitude) * metres * narrowing, (point.latitude - start.latitude) * metres)
        let length = x * x + y * y
        let share = length == 0 ? 0 : min(1, max(0, (px * x + py * y) / length))
        let (dx, dy) = (px - share * x, py - share * y)
        return (dx * dx + dy * dy).squareRoot()
    }

    private static func isBefore(_ first: Coordinate, _ second: Coordinate) -> Bool {
        (first.latitude, first.longitude) < (second.latitude, second.longitude)
    }
}
