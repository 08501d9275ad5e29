import Core
import Foundation
import Web

/// The picture of the city: its boundaries where they were imported, otherwise a tile for each area.
struct CityMap {
    let viewBox: String
    let areas: [Shape]
    /// Classes of the style: a drawing of boundaries is larger than that of tiles, and so are its numbers.
    let style: String

    struct Shape {
        /// Where a tap leads; nil in a map that only shows.
        let path: String?
        let name: String
        /// SVG path data.
        let outline: String
        let label: String
        /// A name instead of a number: printed smaller.
        let isName: Bool
        let x: Int
        let y: Int
        let isMarked: Bool
    }

    private static let tile = 40

    init(_ territory: Territory, marked: String?, language: Language, link: (Area) -> String?) {
        let drawn = territory.areas.filter { $0.boundary != nil }
        let frame = Frame(drawn.compactMap(\.boundary))
        let tiles = territory.areas.compactMap(\.tile)
        let (left, right) = (tiles.map(\.column).min() ?? 0, tiles.map(\.column).max() ?? 0)
        let shapes = territory.areas.compactMap { area -> Shape? in
            let name = area.name.reading(in: language)?.text ?? area.code
            if let frame {
                guard let boundary = area.boundary else { return nil }
                let center = frame.point(area.center)
                return Shape(
                    path: link(area), name: name, outline: frame.outline(boundary), label: Self.number(area) ?? name,
                    isName: Self.number(area) == nil,
                    x: center.x, y: center.y, isMarked: area.code == marked)
            }
            guard let tile = area.tile else { return nil }
            let (x, y) = (tile.column * Self.tile, tile.row * Self.tile)
            let number = Self.number(area)
            // A name needs three tiles, which are free around a suburb; where they are not, it stays on its one.
            let isAlone = !tiles.contains { $0.row == tile.row && $0 != tile && abs($0.column - tile.column) <= 1 }
            let side = number == nil && isAlone && tile.column > left && tile.column < right ? Self.tile : 0
            return Shape(
                path: link(area), name: name, outline: "M\(x - side + 1) \(y + 1)h\(38 + 2 * side)v38h-\(38 + 2 * side)z",
                label: number ?? (side > 0 ? name : ""), isName: number == nil,
                x: x + Self.tile / 2, y: y + Self.tile / 2, isMarked: area.code == marked)
        }
        areas = shapes
        style = frame == nil ? "map" : "map drawn"
        viewBox = frame?.viewBox ?? Self.tileBox(tiles)
    }

    /// `18` for the 18th arrondissement; nil for a commune.
    private static func number(_ area: Area) -> String? {
        guard area.kind == "arrondissement", let number = Int(area.code.suffix(2)) else { return nil }
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
