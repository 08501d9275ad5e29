/// The places a city pack knows: its areas and the named places people start from.
package struct Territory: Codable, Sendable, Hashable {
    package let areas: [Area]
    package let places: [NamedPlace]

    package init(areas: [Area], places: [NamedPlace] = []) {
        self.areas = areas
        self.places = places
    }

    /// The area of an INSEE code or of one of its aliases (postal codes).
    package func area(_ code: String) -> Area? {
        areas.first { $0.code == code || $0.aliases.contains(code) }
    }

    /// The area whose boundary holds the point; where no boundaries are known, none.
    package func area(at point: Coordinate) -> Area? {
        areas.first { $0.boundary?.contains(point) == true }
    }
}

/// An arrondissement or a commune of the territory.
package struct Area: Codable, Sendable, Hashable {
    /// INSEE code.
    package let code: String
    /// Other codes people type: postal codes.
    package let aliases: [String]
    package let name: LocalizedText
    package let kind: String
    package let center: Coordinate
    /// Codes of the areas that touch it.
    package let neighbours: [String]
    /// Column and row in the drawn tile map of the city.
    package let tile: Tile?
    package let boundary: Boundary?

    package struct Tile: Codable, Sendable, Hashable {
        package let column: Int
        package let row: Int

        package init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    package init(
        code: String, aliases: [String], name: LocalizedText, kind: String, center: Coordinate,
        neighbours: [String], tile: Tile?, boundary: Boundary? = nil
    ) {
        self.code = code
        self.aliases = aliases
        self.name = name
        self.kind = kind
        self.center = center
        self.neighbours = neighbours
        self.tile = tile
        self.boundary = boundary
    }
}

/// A gate, a station, a square: where somebody says they are.
package struct NamedPlace: Codable, Sendable, Hashable {
    package let id: String
    package let name: LocalizedText
    /// Other spellings, in any script.
    package let also: [String]
    package let at: Coordinate
    package let area: String?

    package init(id: String, name: LocalizedText, also: [String], at: Coordinate, area: String?) {
        self.id = id
        self.name = name
        self.also = also
        self.at = at
        self.area = area
    }
}
