import Core

/// A list of services that a professional keeps, alone or with their organization.
struct ServiceList: Decodable, Hashable, Sendable, Identifiable {
    let id: String
    let name: String
    /// The account that made it.
    let author: String
    /// With whom it is shared; nil: with nobody.
    let organizationId: String?
    let items: Int
    /// Services of it that changed in the last week.
    let changed: Int

    static let longestName = 120
    static let longestNote = 1_000
    /// Services in one list.
    static let most = 200
    /// Lists one person sees.
    static let mostLists = 100
    /// Seconds of a week.
    static let recent: Int64 = 7 * 86_400
}

/// One service of a list.
struct ServiceListItem: Sendable {
    /// As it is now: withdrawn ones too, and those whose record cannot be read by their organization only.
    let service: Service?
    let id: String
    let organization: String
    let note: String
    /// When the journal last tells of a change within the week; nil when nothing changed.
    let changedAt: Instant?
}

/// Who asks for lists: their account, and the organizations they work in.
struct ListReader: Sendable {
    let account: String
    let organizations: [String]
}
