import Core
import Web

/// The services of a team that nobody confirmed lately.
struct ConfirmPage: Page {
    static let template = "directory/work/confirm"
    static let formName = "confirm"
    /// A form has at most two hundred fields; who has more confirms them page after page.
    static let most = 150

    let title: Text
    let back: String
    let action: String
    let token: String
    let confirmed: Text?
    let expired: Text?
    let isEmpty: Bool
    let all: Text
    let more: Text?
    let services: [ServiceLine]
    var isHiddenFromSearchEngines: Bool { true }

    struct ServiceLine {
        let id: String
        let name: Text
        let organization: String
        let path: String
        let publicPath: String
        let since: Text
    }

    init(_ late: [FreshnessStore.Line], confirmed: Int?, isExpired: Bool, token: String, reader: Reader) {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)"
        title = words("fresh.title")
        back = "\(root)/work"
        action = "\(root)/work/confirm"
        self.token = token
        self.confirmed = confirmed.map { words("fresh.confirmed", count: $0) }
        expired = isExpired ? words("form.expired") : nil
        isEmpty = late.isEmpty
        let shown = late.prefix(Self.most)
        all = words("fresh.confirm_all", count: shown.count)
        more = late.count > Self.most ? words("fresh.more", count: late.count - Self.most) : nil
        services = shown.map { line in
            ServiceLine(
                id: line.service.id, name: reader.text(line.service.name) ?? reader.asWritten(line.organizationName),
                organization: line.organizationName, path: "\(root)/work/services/\(line.service.id)",
                publicPath: "\(root)/services/\(line.service.id)",
                since: line.service.provenance.checkedOn.map { words("fresh.since", ["date": reader.context.formats.day($0).plain]) }
                    ?? words("work.never_confirmed"))
        }
    }
}

/// How late each organization is: the city's own board.
struct FreshnessBoard: Page {
    static let template = "directory/work/freshness"

    let title: Text
    let back: String
    let lead: Text
    let rhythm: Text
    let lines: [Line]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    /// What one organization has to show.
    struct Team: Hashable, Sendable {
        let name: String
        let services: Int
        let late: Int
        /// Among the late ones, those nobody ever confirmed here.
        let never: Int
        let asked: Instant?
        /// People who could confirm.
        let people: Int
    }

    struct Line {
        let name: String
        let services: Int
        let late: Int
        let never: Int
        let asked: Text
        let people: Int
    }

    init(_ teams: [Team], reader: Reader) {
        let words = reader.context.catalogue
        let rhythm = reader.snapshot.city.freshness ?? .standard
        title = words("fresh.board")
        back = "/\(reader.context.language.tag)/work"
        let (late, all) = (teams.map(\.late).reduce(0, +), teams.map(\.services).reduce(0, +))
        lead = words("fresh.board_lead", ["late": String(late), "all": String(all)])
        let themes = rhythm.themes.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.compactMap { theme, days in
            reader.snapshot.taxonomy[theme].flatMap { reader.text($0.label) }.map { "\($0.plain) \(days)" }
        }
        self.rhythm = words("fresh.rhythm", ["days": String(rhythm.days), "themes": themes.isEmpty ? "–" : themes.joined(separator: ", ")])
        lines = teams.sorted { ($1.late, $0.name) < ($0.late, $1.name) }.map { team in
            Line(
                name: team.name, services: team.services, late: team.late, never: team.never,
                asked: team.asked.map { reader.context.formats.day(reader.snapshot.local($0).day) } ?? words("fresh.never_asked"),
                people: team.people)
        }
        isEmpty = teams.isEmpty
    }
}
