import Core
import Web

/// "Where are you?": the phone's position, a typed place, or an area on the drawn map and in a list.
struct PlacePage: Page {
    static let template = "directory/place"

    let title: Text
    let action: String
    let hidden: [HiddenField]
    let unknown: Text?
    let areas: [AreaLink]
    let map: CityMap
    let anywhere: String
    let scripts = ["js/place.js"]

    struct AreaLink {
        let path: String
        let name: Text
    }

    /// - Parameter query: the search to come back to, without its place.
    init(query: FindQuery, unknown: String?, snapshot: DirectorySnapshot, context: AppContext) {
        let root = "/\(context.language.tag)/find"
        let rest = query.changed {
            $0.near = nil
            $0.place = nil
        }
        title = context.catalogue("place.title")
        action = root
        hidden = rest.parameters.map(HiddenField.init)
        self.unknown = unknown.map { context.catalogue("place.unknown", ["text": $0]) }
        areas = snapshot.territory.areas.map { area in
            let name = area.name.reading(in: context.language).map { Text($0) } ?? Text(area.code, in: .french)
            return AreaLink(path: rest.changed { $0.place = area.aliases.first ?? area.code }.path(root), name: name)
        }
        map = CityMap(snapshot.territory, marked: nil, language: context.language) { area in
            rest.changed { $0.place = area.aliases.first ?? area.code }.path(root)
        }
        anywhere = rest.path(root)
    }
}

/// A parameter a form carries along.
struct HiddenField {
    let name: String
    let value: String

    init(_ parameter: (name: String, value: String)) {
        name = parameter.name
        value = parameter.value
    }
}
