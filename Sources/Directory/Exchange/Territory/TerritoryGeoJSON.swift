import Core

/// Reads the outlines of areas from a GeoJSON FeatureCollection (RFC 7946) of Polygons and MultiPolygons.
package struct TerritoryGeoJSON {
    /// Which properties of a feature say which area it is.
    package struct Properties: Sendable {
        /// INSEE code; several spellings may be given, the first one present counts.
        package var code: [String]
        package var name: [String]

        /// The names of opendata.paris.fr (`c_arinsee`, `l_ar`), of the national contours (`code`, `nom`) and their usual variants.
        package static let usual = Properties(
            code: ["code", "c_arinsee", "code_insee", "insee"], name: ["nom", "l_ar", "name", "l_aroff"])

        package init(code: [String], name: [String]) {
            self.code = code
            self.name = name
        }
    }

    /// One area as the file has it.
    package struct Outline: Sendable {
        package let code: String
        package let name: String?
        package let boundary: Boundary
    }

    private let properties: Properties

    package init(properties: Properties = .usual) { self.properties = properties }

    /// Every area of the file; one feature that cannot be read refuses the file, since a map with a hole misleads.
    package func read(_ bytes: [UInt8], file: String) throws -> [Outline] {
        var reader = try JSONReader(bytes, file: file)
        let document = try reader.document()
        guard document["type"]?.content == .text("FeatureCollection"), case .list(let features)? = document["features"]?.content else {
            throw Refusal(
                "is not a GeoJSON FeatureCollection: it needs \"type\" and \"features\"", at: .init(file: file, line: document.line))
        }
        var lines: [String: Int] = [:]
        let outlines = try features.map { feature in
            let outline = try outline(feature, file: file)
            if let first = lines.updateValue(feature.line, forKey: outline.code) {
                throw Refusal("the area \(outline.code) is already on line \(first): keep one", at: .init(file: file, line: feature.line))
            }
            return outline
        }
        guard !outlines.isEmpty else {
            throw Refusal("holds no feature: there is no area to read", at: .init(file: file, line: document.line))
        }
        return outlines
    }

    private func outline(_ feature: SourceValue, file: String) throws(Refusal) -> Outline {
        let place = Refusal.Place(file: file, line: feature.line)
        let values = feature["properties"]
        guard let code = properties.code.lazy.compactMap({ values?[$0]?.plainText }).first, !code.trimmed.isEmpty else {
            let found = values?.members.map(\.key).joined(separator: ", ") ?? "none"
            let reason = "no property gives the area's code: looked for \(properties.code.joined(separator: ", ")), found \(found)"
            throw Refusal(reason, at: place.field("properties"))
        }
        let name = properties.name.lazy.compactMap { values?[$0]?.plainText }.first
        return Outline(code: code.trimmed, name: name, boundary: try GeoJSONGeometry(file: file, area: code).boundary(feature["geometry"]))
    }
}

extension Territory {
    /// The same territory with the boundaries of a file; areas the file does not have keep theirs.
    ///
    /// - Returns: also the codes of the file's areas this territory does not know.
    package func adding(_ outlines: [TerritoryGeoJSON.Outline]) -> (territory: Territory, unknown: [String]) {
        let boundaries = Dictionary(outlines.map { ($0.code, $0.boundary) }) { first, _ in first }
        let areas = areas.map { area in
            guard let boundary = ([area.code] + area.aliases).lazy.compactMap({ boundaries[$0] }).first else { return area }
            return Area(
                code: area.code, aliases: area.aliases, name: area.name, kind: area.kind, center: area.center,
                neighbours: area.neighbours, tile: area.tile, boundary: boundary)
        }
        let known = Set(areas.flatMap { [$0.code] + $0.aliases })
        return (Territory(areas: areas, places: places), outlines.map(\.code).filter { !known.contains($0) })
    }
}
