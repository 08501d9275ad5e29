/// What the search and the hours answer, and how everything refuses.
extension APISchema {
    static let problems: [String: APISchema] = [
        "Problem": .record([
            "type!": .string, "title!": .string, "status!": .integer(400...599),
            "detail!": .string.about("A sentence: what, where, why, what to do"),
            "instance": .string.about("The request's number, as in the log"),
            "parameter": .string.about("The parameter that was not understood"),
            "position": .integer(0...4_096).about("Characters before the mistake"),
        ]).about("RFC 9457")
    ]

    static let search: [String: APISchema] = [
        "SearchAnswer": .record([
            "total!": .integer(), "open!": .integer().about("How many of the total are open at that moment"),
            "at!": .moment.about("The moment asked about"),
            "results!": .list(.named("Result")),
            "facets!": .record([
                "theme!": counts, "need!": counts, "for!": counts, "speaks!": counts, "condition!": counts, "access!": counts,
                "area!": counts, "label!": counts,
            ]).about("How many of the results have each value, under the names of the parameters"),
            "corrections!": .map(.string).about("Words that nobody wrote, and what was searched instead"),
            "next!": .orNull(.string).about("The cursor of the next page; null on the last"),
        ]),
        "Result": .record([
            "id!": .uuid.about("Of the service at this location: service_at_locations/{id}"),
            "service!": .uuid, "name!": .map(.string).about("By language"), "organization!": .string, "locationName": .string,
            "address": .string, "area": .string.about("INSEE code"),
            "at": .list(.number).about("Latitude and longitude (WGS 84)"),
            "exact!": .flag.about("False: the position is the middle of its area, or not known"),
            "needs!": .strings, "audiences!": .strings.about("Audiences and situations"), "conditions!": .strings,
            "languages!": .strings.about("BCP 47"), "cost": .choice(Cost.Kind.allCases.map(\.rawValue)), "label!": .flag,
            "saturation": .named("Saturation"), "status!": status, "phone": .string,
            "hours": .string.about("OpenStreetMap opening_hours"), "source!": .string, "updated": .day,
            "checked": .day.about("When somebody last confirmed it; left out: nobody did"),
            "state!": state.about("At the moment asked about"),
            "changes_at": .moment.about("When the state becomes another one, within 366 days"),
            "changes_to": state.about("What it then becomes: an open end such as 17:00+ becomes unknown"),
            "opens_at": .moment.about("When something that is not open is open next, for sure; left out: nobody can say"),
            "distance": .integer(0...40_100_000).about("Metres from the place asked from, in a straight line"),
        ]).about("One service at one location"),
        "HoursQuestion": .record([
            "expression!": .text(longest: 4_096).about("OpenStreetMap opening_hours"), "from!": .moment,
            "to!": .moment.about("After from, at most two years later"),
            "zone": .string.about("IANA time zone; the city's when left out"),
        ]),
        "HoursAnswer": .record([
            "intervals!": .list(.strings).about("[from, to, open or unknown], in UTC, in order; the rest is closed"),
            "next": .moment.about("When the state changes after from; left out: not within 366 days"),
        ]),
    ]

    private static let counts = APISchema.map(.integer())
    private static let state = APISchema.choice(["open", "closed", "unknown"])
    static let status = APISchema.choice(Service.Status.allCases.map(\.rawValue))
}
