import Core

extension CityPackReader {
    mutating func readTerritory() -> Territory {
        let file = "territory.yaml"
        let document = document(file)
        let areaEntries = entries(PackFile.Area.self, of: "areas", in: document, file: file)
        refuseDuplicates(areaEntries) { $0.code }
        let read = areaEntries.compactMap { area($0) }
        areas = Dictionary(read.map { ($0.code, $0) }) { first, _ in first }
        for entry in areaEntries {
            for code in entry.value.neighbours where areas[code] == nil {
                refuse("no area has the code “\(code)”", at: entry.place("neighbours"))
            }
        }
        let placeEntries = entries(PackFile.Place.self, of: "places", in: document, file: file)
        refuseDuplicates(placeEntries) { $0.id }
        return Territory(areas: read, places: placeEntries.compactMap { place($0) })
    }

    private mutating func area(_ entry: PackEntry<PackFile.Area>) -> Area? {
        let value = entry.value
        checkSource(value.source, at: entry.place("source"))
        guard let center = coordinate(value.center, at: entry.place("center")) else { return nil }
        return Area(
            code: value.code, aliases: value.aliases, name: placeName(value.name), kind: value.kind, center: center,
            neighbours: value.neighbours,
            tile: tile(entry))
    }

    private mutating func tile(_ entry: PackEntry<PackFile.Area>) -> Area.Tile? {
        guard let tile = entry.value.tile else { return nil }
        guard tile.count == 2 else {
            refuse("should be two whole numbers: [column, row]", at: entry.place("tile"))
            return nil
        }
        return Area.Tile(column: tile[0], row: tile[1])
    }

    private mutating func place(_ entry: PackEntry<PackFile.Place>) -> NamedPlace? {
        let value = entry.value
        checkSource(value.source, at: entry.place("source"))
        if let area = value.area, areas[area] == nil { refuse("no area has the code “\(area)”", at: entry.place("area")) }
        guard let at = coordinate(value.at, at: entry.place("at")) else { return nil }
        return NamedPlace(id: value.id, name: placeName(value.names), also: value.also, at: at, area: value.area)
    }

    private mutating func checkSource(_ id: String?, at place: Refusal.Place) {
        guard let id, sources[id] == nil else { return }
        refuse("sources.yaml has no “\(id)”", at: place)
    }

    /// Without a territory that could be read, its absence is the one thing to say.
    func isUnknown(area code: String) -> Bool { !areas.isEmpty && areas[code] == nil }

    mutating func coordinate(_ numbers: [Double], at place: Refusal.Place) -> Coordinate? {
        if numbers.count == 2, let coordinate = Coordinate(latitude: numbers[0], longitude: numbers[1]) { return coordinate }
        refuse("should be [latitude, longitude] in degrees", at: place)
        return nil
    }
}
