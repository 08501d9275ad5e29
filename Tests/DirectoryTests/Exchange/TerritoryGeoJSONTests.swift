import Core
import Directory
import Testing

@Suite("Outlines of areas are read and drawn with shared borders")
struct TerritoryGeoJSONTests {
    private func collection(_ geometry: String, properties: String = #"{"code": "75118", "nom": "Inventé"}"#) -> String {
        #"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": \#(properties), "geometry": \#(geometry)}]}"#
    }

    private static let square = #"{"type": "Polygon", "coordinates": [[[2.0, 48.0], [2.1, 48.0], [2.1, 48.1], [2.0, 48.1], [2.0, 48.0]]]}"#

    private func sentence(_ text: String) -> String? {
        do {
            _ = try TerritoryGeoJSON().read(Array(text.utf8), file: "t.geojson")
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func aPolygonIsReadLatitudeFirst() throws {
        let outlines = try TerritoryGeoJSON().read(Array(collection(Self.square).utf8), file: "t.geojson")
        #expect(outlines.first?.code == "75118" && outlines.first?.name == "Inventé")
        #expect(outlines.first?.boundary.contains(try #require(Coordinate(latitude: 48.05, longitude: 2.05))) == true)
        #expect(outlines.first?.boundary.contains(try #require(Coordinate(latitude: 48.05, longitude: 2.15))) == false)
    }

    @Test func thePropertyNamesCanBeChosen() throws {
        let reader = TerritoryGeoJSON(properties: .init(code: ["c"], name: ["n"]))
        let bytes = Array(collection(Self.square, properties: #"{"c": 75118, "n": "X"}"#).utf8)
        #expect(try reader.read(bytes, file: "t").first?.code == "75118")
    }

    @Test(arguments: [
        (#"{"type": "Point"}"#, "t.geojson, line 1: is not a GeoJSON FeatureCollection: it needs \"type\" and \"features\""),
        (#"{"type": "FeatureCollection", "features": []}"#, "t.geojson, line 1: holds no feature: there is no area to read"),
    ])
    func anotherDocumentIsRefused(text: String, expected: String) { #expect(sentence(text) == expected) }

    @Test(arguments: [
        (#"{"type": "Point", "coordinates": [2, 48]}"#, "the geometry “Point”"),
        (#"{"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 49]]]}"#, "a ring that is not closed"),
        (#"{"type": "Polygon", "coordinates": [[[652000, 6862000], [1, 1], [2, 2], [652000, 6862000]]]}"#, "which is not on the earth"),
        (#"{"type": "Polygon", "coordinates": [[["2", 48], [3, 48], [3, 49], ["2", 48]]]}"#, "not two numbers"),
        ("null", "has no geometry"),
    ])
    func aGeometryThatCannotBeDrawnIsRefused(geometry: String, part: String) {
        let found = sentence(collection(geometry))
        #expect(
            found?.hasPrefix("t.geojson, line 1, geometry: the area 75118 ") == true && found?.contains(part) == true, "\(found ?? "taken")"
        )
    }

    @Test func aFeatureWithoutItsCodeIsRefused() {
        #expect(sentence(collection(Self.square, properties: #"{"id": 1}"#))?.contains("found id") == true)
    }

    @Test func theTerritoryTakesWhatItKnowsAndNamesTheRest() throws {
        let outlines = try TerritoryGeoJSON().read(Array(collection(Self.square).utf8), file: "t.geojson")
        let center = try #require(Coordinate(latitude: 48, longitude: 2))
        func area(_ code: String) -> Area {
            Area(code: code, aliases: [], name: LocalizedText("A", in: .french), kind: "commune", center: center, neighbours: [], tile: nil)
        }
        #expect(Territory(areas: [area("75118")]).adding(outlines).territory.areas[0].boundary == outlines[0].boundary)
        #expect(Territory(areas: [area("75119")]).adding(outlines).unknown == ["75118"])
    }

    @Test(.enabled(if: RealInput.isThere, Comment(rawValue: RealInput.skipped)), arguments: [5.0, 18, 60])
    func bordersStayShared(tolerance: Double) throws {
        let outlines = try TerritoryGeoJSON().read(RealInput.bytes("territory/paris-arrondissements.geojson"), file: "paris.geojson")
        #expect(outlines.count == 20)
        let before = outlines.map(\.boundary)
        let after = BoundarySimplification.simplify(before, tolerance: tolerance)
        #expect(corners(after).count < corners(before).count / 5)
        // No corner is invented, and a corner two areas shared is kept by both or by neither.
        let sharing = Dictionary(grouping: corners(before)) { $0 }.mapValues(\.count)
        for (corner, areas) in owners(after) where sharing[corner] != nil {
            let was = owners(before)[corner] ?? []
            #expect(areas == was, "\(corner)")
        }
        #expect(Set(corners(after)).isSubset(of: Set(corners(before))))
    }

    private func corners(_ boundaries: [Boundary]) -> [Coordinate] { boundaries.flatMap { $0.polygons.joined().joined() } }

    private func owners(_ boundaries: [Boundary]) -> [Coordinate: Set<Int>] {
        var owners: [Coordinate: Set<Int>] = [:]
        for (index, boundary) in boundaries.enumerated() {
            for corner in corners([boundary]) { owners[corner, default: []].insert(index) }
        }
        return owners
    }
}
