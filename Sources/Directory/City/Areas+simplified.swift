import Core

extension [Area] {
    /// The same areas with simpler boundaries; borders that two areas share stay shared.
    func simplified(tolerance: Double) -> [Area] {
        let drawn = filter { $0.boundary != nil }
        let boundaries = BoundarySimplification.simplify(drawn.compactMap(\.boundary), tolerance: tolerance)
        let simpler = Dictionary(zip(drawn.map(\.code), boundaries)) { first, _ in first }
        return map { area in
            Area(
                code: area.code, aliases: area.aliases, name: area.name, kind: area.kind, center: area.center,
                neighbours: area.neighbours, tile: area.tile, boundary: simpler[area.code])
        }
    }
}
