/// What somebody does with a compartment.
package enum AccessAct: String, CaseIterable, Codable, Sendable {
    /// Reads one record.
    case see
    /// Finds that a record exists: lists, search.
    case list
    /// Numbers without names.
    case count
    case create
    case change
    /// Shows to everybody, now or later.
    case publish
    /// Takes a copy away: file, print, API.
    case export
    case erase
    /// Gives or takes back a right: a role, a label.
    case grant
    /// Judges what somebody else did or proposed.
    case review

    /// Tells something of one person, as opposed to a number or a destruction.
    var reveals: Bool { self != .count && self != .erase }

    /// Catalogue key of its name.
    package var nameKey: String { "access.act.\(rawValue)" }
}
