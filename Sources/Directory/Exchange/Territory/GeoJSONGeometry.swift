import Core

/// Reads the geometry of one feature: rings of positions, longitude first as GeoJSON has them.
struct GeoJSONGeometry {
    let file: String
    let area: String

    func boundary(_ geometry: SourceValue?) throws(Refusal) -> Boundary {
        guard let geometry, let coordinates = geometry["coordinates"] else {
            throw refusal("has no geometry", line: geometry?.line)
        }
        switch geometry["type"]?.content {
        case .text("Polygon"): return Boundary(polygons: [try polygon(coordinates)])
        case .text("MultiPolygon"):
            var polygons: [[[Coordinate]]] = []
            for element in try list(coordinates, "a list of polygons") { polygons.append(try polygon(element)) }
            return Boundary(polygons: polygons)
        default:
            let type = geometry["type"]?.plainText ?? "no type"
            throw refusal("has the geometry “\(type)”: only Polygon and MultiPolygon outline an area", line: geometry.line)
        }
    }

    private func polygon(_ value: SourceValue) throws(Refusal) -> [[Coordinate]] {
        var rings: [[Coordinate]] = []
        for element in try list(value, "a list of rings") { rings.append(try ring(element)) }
        guard !rings.isEmpty else { throw refusal("has a polygon without a ring", line: value.line) }
        return rings
    }

    private func ring(_ value: SourceValue) throws(Refusal) -> [Coordinate] {
        var corners: [Coordinate] = []
        for element in try list(value, "a list of positions") { corners.append(try position(element)) }
        guard corners.count >= 4, corners.first == corners.last else {
            throw refusal("has a ring that is not closed: it needs four positions or more, the last equal to the first", line: value.line)
        }
        return corners
    }

    private func position(_ value: SourceValue) throws(Refusal) -> Coordinate {
        let numbers = try list(value, "a position").map { element -> Double? in
            if case .number(let text) = element.content { Double(text) } else { nil }
        }
        guard numbers.count >= 2, let longitude = numbers[0], let latitude = numbers[1] else {
            throw refusal("has a position that is not two numbers, longitude then latitude", line: value.line)
        }
        guard let coordinate = Coordinate(latitude: latitude, longitude: longitude) else {
            let reason =
                "has the position \(longitude), \(latitude), which is not on the earth: GeoJSON is in degrees, longitude first (WGS 84)"
            throw refusal(reason, line: value.line)
        }
        return coordinate
    }

    private func list(_ value: SourceValue, _ wanted: String) throws(Refusal) -> [SourceValue] {
        guard case .list(let values) = value.content else {
            throw refusal("has \(value.kind) where \(wanted) should stand", line: value.line)
        }
        return values
    }

    private func refusal(_ reason: String, line: Int?) -> Refusal {
        Refusal("the area \(area) \(reason)", at: .init(file: file, line: line, field: "geometry"))
    }
}
