import Core

/// Something that is wrong with the journal, each in one sentence.
package enum Finding: Hashable, Sendable {
    /// What an entry says is not what was sealed.
    case altered(Int64)
    /// What stands at the two positions was exchanged.
    case swapped(Int64, Int64)
    /// An entry that was never sealed stands here, and those behind it were moved up.
    case inserted(Int64)
    /// What stood here is gone, and those behind it were moved down.
    case cut(Int64)
    case missing(Int64, through: Int64)
    /// Entries and the hashes that would name the altered one were altered together.
    case alteredBetween(Int64, and: Int64)
    /// The entries are as sealed; the hashes kept beside them are not.
    case hashesAltered(Day)
    /// The seals of these entries are gone.
    case sealsMissing(Int64, through: Int64)
    /// The seal in the database is not the one its checkpoint signs.
    case sealAltered(Day)
    /// The checkpoint of a day is not signed with our key.
    case notOurs(Day)
    /// A day that does not continue the day before it.
    case chainBroken(Day)
    /// Entries that have to be kept were taken out as if they were old.
    case prunedTooEarly(Day)
    /// Entries that should long have been sealed.
    case unsealed(Int64, through: Int64, since: Instant?)
    /// Somebody outside saw entries that the database does not have.
    case rolledBack(to: Int64, from: Int64, witness: String)
    /// Somebody outside saw another journal.
    case contradicted(at: Int64, witness: String)
    /// A checkpoint kept outside that is not signed with our key.
    case witnessNotOurs(witness: String)
}

extension Finding: CustomStringConvertible {
    package var description: String {
        switch self {
        case .altered(let entry): "Entry \(entry) was altered after it had been sealed."
        case .swapped(let one, let other): "Entries \(one) and \(other) were exchanged after they had been sealed."
        case .inserted(let entry): "An entry was inserted at position \(entry), and those behind it were moved."
        case .cut(let entry): "An entry was cut out at position \(entry), and those behind it were moved."
        case .missing(let first, let last) where first == last: "Entry \(first) was sealed and is missing."
        case .missing(let first, let last): "Entries \(first) to \(last) were sealed and are missing."
        case .alteredBetween(let first, let last):
            "At least one of the entries \(first) to \(last) was altered, together with the hashes that would name it."
        case .hashesAltered(let day): "The hashes of the entries of \(day) were altered; the entries themselves are as they were sealed."
        case .sealsMissing(let first, let last): "The seals of the entries \(first) to \(last) are missing."
        case .sealAltered(let day): "The seal of \(day) in the database is not the one its signed checkpoint names."
        case .notOurs(let day): "The checkpoint of \(day) is not signed with this city's key."
        case .chainBroken(let day): "The seal of \(day) does not continue that of the day before."
        case .prunedTooEarly(let day): "The entries of \(day) are marked as pruned, and they have to be kept longer."
        case .unsealed(let first, let last, let since):
            """
            Entries \(first) to \(last)\(since.map { ", the first of \($0)," } ?? "") carry no seal: either the server has not run since, or \
            their seals were removed. For a backup that was taken before its last checkpoint, repeat with --allow-unsealed.
            """
        case .rolledBack(let now, let then, let witness):
            "The journal ends at entry \(now), and \(witness) saw \(then): it was rolled back, or its end was cut off."
        case .contradicted(let entry, let witness):
            "The journal up to entry \(entry) is not the one \(witness) saw: it was replaced, or rewritten and sealed again."
        case .witnessNotOurs(let witness): "\(witness) is not signed with this city's key."
        }
    }
}
