import Core
import Foundation
import Web

/// The picture of the city: its boundaries where they were imported, otherwise a tile for each area.
struct CityMap {
    let viewBox: String
    let areas: [Shape]

    struct Shape {
        /// Where a tap leads; nil in a map that only shows.
        let path: String?
        let name: String
        /// SVG path data.
        let outline: String
        let number: String
        let x: Int
        let y: Int
        let isMarked: Bool
    }

    private static let tile = 40

    init(_ territory: Territory, marked: String?, language: Language, link: (Area) -> String?) {
        let drawn = territory.areas.filter { $0.boundary != nil }
        let frame = Frame(drawn.compactMap(\.boundary))
        let shapes = territory.areas.compactMap { area -> Shape? in
            let name = area.name.reading(in: language)?.text ?? area.code
            if let frame {
                guard let boundary = area.boundary else { return nil }
                let center = frame.point(area.center)
                return Shape(
                    path: link(area), name: name, outline: frame.outline(boundary), number: Self.number(area),
                    x: center.x, y: center.y, isMarked: area.code == marked)
            }
            guard let tile = area.tile else { return nil }
            let (x, y) = (tile.column * Self.tile, tile.row * Self.tile)
            return Shape(
                path: link(area), name: name, outline: "M\(x + 1) \(y + 1)h38v38h-38z", number: Self.number(area),
                x: x + Self.tile / 2, y: y + Self.tile / 2, isMarked: area.code == marked)
        }
        areas = shapes
        viewBox = frame?.viewBox ?? Self.tileBox(territory.areas.compactMap(\.tile))
    }

    /// `18` for the 18th arrondissement; nothing for a commune.
    private static func number(_ area: Area) -> String {
        guard area.kind == "arrondissement", let number = Int(area.code.suffix(2)) else { return "" }
        return String(number)
    }

    private static func tileBox(_ tiles: [Area.Tile]) -> String {
        let columns = tiles.map(\.column)
        let rows = tiles.map(\.row)
        guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max() else { return "0 0 1 1" }
        return "\(left * tile) \(top * tile) \((right - left + 1) * tile) \((bottom - top + 1) * tile)"
    }

    /// Degrees to units of the drawing, about 18 m each.
    private struct Frame {
        let west: Double
        let north: Double
        let scaleX: Double
        let scaleY = 6_172.0
        let viewBox: String

        init?(_ boundaries: [Boundary]) {
            let points = boundaries.flatMap { $0.polygons.joined().joined() }
            guard let west = points.map(\.longitude).min(), let east = points.map(\.longitude).max(),
                let south = points.map(\.latitude).min(), let north = points.map(\.latitude).max()
            else { return nil }
            self.west = west
            self.north = north
            scaleX = 6_172.0 * cos((north + south) / 2 * .pi / 180)
            viewBox = "0 0 \(Int((east - west) * scaleX) + 1) \(Int((north - south) * scaleY) + 1)"
        }

        func point(_ coordinate: Coordinate) -> (x: Int, y: Int) {
            (Int((coordinate.longitude - west) * scaleX), Int((north - coordinate.latitude) * scaleY))
        }

        func outline(_ boundary: Boundary) -> String {
            boundary.polygons.joined().map { ring in
                var text = ""
                var last: (x: Int, y: Int)?
                for corner in ring {
                    let point = point(corner)
                    if let last, last == point { continue }
                    text += last.map { "l\(point.x - $0.x) \(point.y - $0.y)" } ?? "M\(point.x) \(point.y)"
                    last = point
                }
                return text + "z"
            }.joined()
        }
    }
}
