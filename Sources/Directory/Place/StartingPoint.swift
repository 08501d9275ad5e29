import Core
import Web

/// Where somebody starts from, as a search needs it and as a page names it.
struct StartingPoint {
    let coordinate: Coordinate
    let name: Text

    /// Nil when the search names no place; `unknown` is what was typed and is nowhere in the territory.
    static func of(_ query: FindQuery, in snapshot: DirectorySnapshot, context: AppContext) -> (point: StartingPoint?, unknown: String?) {
        if let near = query.near {
            return (StartingPoint(coordinate: near, name: context.catalogue("find.your_position")), nil)
        }
        if let typed = query.place {
            guard let found = snapshot.placeFinder.find(typed) else { return (nil, typed) }
            let name = found.name.reading(in: context.language).map { Text($0) } ?? Text(typed, in: context.language)
            return (StartingPoint(coordinate: found.coordinate, name: name), nil)
        }
        if let area = query.areas.first.flatMap(snapshot.territory.area) {
            let name = area.name.reading(in: context.language).map { Text($0) } ?? Text(area.code, in: .french)
            return (StartingPoint(coordinate: area.center, name: name), nil)
        }
        return (nil, nil)
    }
}
