import Core
import Search

/// One invented service at one invented location, in plain fields that any database can hold.
package struct GeneratedService: Sendable {
    package let number: Int
    package let id: String
    package let serviceID: String
    package let name: String
    package let organization: String
    /// French, and for some services a second language.
    package let descriptions: [String]
    package let coordinate: Coordinate
    package let area: String
    package let theme: String
    package let needs: [String]
    package let audiences: [String]
    package let speaks: [String]
    package let conditions: [String]
    package let accessibility: [String]
    package let isLabelled: Bool
    /// OSM `opening_hours`; nil for one in six.
    package let hours: String?
    package let closure: (from: Day, to: Day)?

    package var facets: [Facet: [String]] {
        var facets: [Facet: [String]] = [
            .theme: [theme], .need: needs, .audience: audiences, .speaks: speaks, .condition: conditions, .accessibility: accessibility,
        ]
        if isLabelled { facets[.label] = ["labelled"] }
        return facets
    }

    /// What an API would answer for it: about 200 bytes of JSON.
    package var card: [UInt8] {
        Array(
            #"{"id":"\#(id)","service_id":"\#(serviceID)","name":"\#(name)","organization":"\#(organization)","latitude":\#(coordinate.latitude),"longitude":\#(coordinate.longitude)}"#
                .utf8)
    }
}
