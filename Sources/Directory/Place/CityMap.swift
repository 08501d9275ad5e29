import Core
import Foundation
import Web

/// The picture of the city: its boundaries where they were imported, otherwise a tile for each area.
struct CityMap {
    let viewBox: String
    let areas: [Shape]
    /// Classes of the style: a drawing of boundaries is larger than that of tiles, and so are its numbers.
    let style: String
    /// Where something stands; on a map of tiles nowhere.
    let pins: [(label: String, x: Int, y: Int)]

    /// A place with its number.
    struct Pin {
        let label: String
        let at: Coordinate
    }

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

    /// - Parameter only: the codes of the areas to draw where their boundaries are known; nil for all.
    init(
        _ territory: Territory, marked: String?, only: [String]? = nil, pins: [Pin] = [], language: Language, link: (Area) -> String?
    ) {
        let drawn = territory.areas.filter { area in area.boundary != nil && only?.contains(area.code) != false }
        let frame = Frame(drawn.compactMap(\.boundary))
        let tiles = territory.areas.compactMap(\.tile)
        let (left, right) = (tiles.map(\.column).min() ?? 0, tiles.map(\.column).max() ?? 0)
        let shapes = territory.areas.compactMap { area -> Shape? in
            let name = area.name.reading(in: language)?.text ?? area.code
            if let frame {
                guard let boundary = area.boundary, only?.contains(area.code) != false else { return nil }
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
        self.pins = frame.map { Self.placed(pins, in: $0) } ?? []
    }

    /// `18` for the 18th arrondissement; nil for a commune.
    private static func number(_ area: Area) -> String? {
        guard area.kind == "arrondissement", let number = Int(area.code.suffix(2)) else { return nil }
        return String(number)
    }

    /// Pins that would hide each other share one.
    private static func placed(_ pins: [Pin], in frame: Frame) -> [(label: String, x: Int, y: Int)] {
        var placed: [(label: String, x: Int, y: Int)] = []
        for pin in pins {
            let (x, y) = frame.point(pin.at)
            guard (0...frame.width).contains(x), (0...frame.height).contains(y) else { continue }
            if let same = placed.firstIndex(where: { abs($0.x - x) < frame.width / 40 && abs($0.y - y) < frame.width / 60 }) {
                placed[same].label += ", " + pin.label
            } else {
                placed.append((pin.label, x, y))
            }
        }
        return placed
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
        let width: Int
        let height: Int
        var viewBox: String { "0 0 \(width) \(height)" }

        init?(_ boundaries: [Boundary]) {
            let points = boundaries.flatMap { $0.polygons.joined().joined() }
            guard let west = points.map(\.longitude).min(), let east = points.map(\.longitude).max(),
                let south = points.map(\.latitude).min(), let north = points.map(\.latitude).max()
            else { return nil }
            self.west = west
            self.north = north
            scaleX = 6_172.0 * cos((north + south) / 2 * .pi / 180)
            width = Int((east - west) * scaleX) + 1
            height = Int((north - south) * scaleY) + 1
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

extension CityMap {
    /// The map as a file of its own, for paper: black lines, the marked area grey, the pins with their numbers.
    var drawing: [UInt8] {
        let box = viewBox.split(separator: " ").compactMap { Double($0) }
        let unit = max(box.count == 4 ? max(box[2], box[3]) : 1, 1) / 100
        func size(_ share: Double) -> String { String(format: "%.1f", share * unit) }
        let shapes = areas.map { area in
            #"<path d="\#(area.outline)" fill="\#(area.isMarked ? "gainsboro" : "white")" stroke="black" stroke-width="\#(size(0.3))"/>"#
        }
        let names = areas.map { area in
            #"<text x="\#(area.x)" y="\#(area.y)" font-size="\#(size(area.isName ? 2 : 4))" fill="dimgray" text-anchor="middle" "#
                + #"dominant-baseline="central">\#(escapedHTML(area.label))</text>"#
        }
        let marks = pins.map { pin in
            #"<circle cx="\#(pin.x)" cy="\#(pin.y)" r="\#(size(0.7))"/><text x="\#(pin.x)" y="\#(pin.y)" dx="\#(size(1))" "#
                + #"font-size="\#(size(2.6))" font-weight="bold" stroke="white" stroke-width="\#(size(0.5))" paint-order="stroke" "#
                + #"dominant-baseline="central">\#(pin.label)</text>"#
        }
        let body = (shapes + names + marks).joined()
        return Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="\#(viewBox)" font-family="Noto Sans">\#(body)</svg>"#.utf8)
    }
}
