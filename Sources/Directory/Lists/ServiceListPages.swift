import Core
import Web

/// The lists somebody sees, and a form for one more.
struct ServiceListsPage: Page {
    static let template = "directory/work/lists"
    static let formName = "list"

    let title: Text
    let back: String
    let action: String
    let token: String
    let summary: ErrorSummary?
    let lists: [Row]
    let isEmpty: Bool
    /// The service that goes into a list.
    let adding: Adding?
    let name: Field
    var isHiddenFromSearchEngines: Bool { true }

    struct Row {
        let id: String
        let name: String
        let path: String
        let count: Text
        let changed: Text?
        let isShared: Bool
    }

    struct Adding {
        let id: String
        let name: Text
        let note: Field
    }

    init(_ lists: [ServiceList], adding: Service?, problems: FormProblems, token: String, reader: Reader) {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)/work"
        title = words("list.title")
        back = root
        action = "\(root)/lists"
        self.token = token
        summary = problems.summary(in: words)
        self.lists = lists.map { list in
            Row(
                id: list.id, name: list.name, path: "\(root)/lists/\(list.id)", count: words("list.count", count: list.items),
                changed: list.changed > 0 ? words("list.changed", count: list.changed) : nil, isShared: list.organizationId != nil)
        }
        isEmpty = lists.isEmpty
        self.adding = adding.map { service in
            Adding(
                id: service.id, name: reader.text(service.name) ?? Text(service.id, in: .french),
                note: Field(
                    "note", label: words("list.note"), longest: ServiceList.longestNote, lines: 2, hint: words("list.note_hint"),
                    error: problems.text(of: "note", in: words), isOptional: true))
        }
        name = Field(
            "name", label: words("list.name"), longest: ServiceList.longestName, error: problems.text(of: "name", in: words),
            isOptional: adding != nil)
    }
}

/// One list, as it is read and printed.
struct ServiceListPage: Page {
    static let template = "directory/work/list"

    let title: Text
    let back: String
    let action: String
    let token: String
    let isMine: Bool
    let sharedNote: Text?
    let organization: String?
    let isShared: Bool
    let items: [ItemView]
    let isEmpty: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct ItemView {
        let id: String
        let name: Text
        let path: String?
        let organization: String
        let phones: String?
        let changed: Text?
        let isWithdrawn: Bool
        let note: String
        let hasNote: Bool
        let longest: Int
        let professional: ProfessionalView?
    }

    init(_ list: ServiceList, _ items: [ServiceListItem], of reader: ListReader, token: String, page: Reader) {
        let words = page.context.catalogue
        let root = "/\(page.context.language.tag)"
        title = Text(list.name, in: page.context.language)
        back = "\(root)/work/lists"
        action = "\(root)/work/lists/\(list.id)"
        self.token = token
        isMine = list.author == reader.account
        isShared = list.organizationId != nil
        sharedNote = isShared ? words("list.shared") : nil
        organization = reader.organizations.first
        self.items = items.map { item in
            let isWithdrawn = item.service.map { $0.status == .defunct } ?? true
            return ItemView(
                id: item.id, name: item.service.flatMap { page.text($0.name) } ?? Text(item.organization, in: .french),
                path: isWithdrawn ? nil : "\(root)/services/\(item.id)", organization: item.organization,
                phones: item.service.flatMap { $0.phones.isEmpty ? nil : $0.phones.map(\.number).joined(separator: ", ") },
                changed: item.changedAt.map {
                    words("list.changed_on", ["date": page.context.formats.day(page.snapshot.local($0).day).plain])
                }, isWithdrawn: isWithdrawn, note: item.note, hasNote: !item.note.isEmpty, longest: ServiceList.longestNote,
                professional: item.service.flatMap {
                    ProfessionalView($0.id, of: $0.organizationID, $0.professional, context: page.context)
                })
        }
        isEmpty = items.isEmpty
    }
}
