/// How a text in French could be read as opening hours, for a person to accept, correct or refuse.
///
/// It is never applied by itself: whatever was not understood may change the hours.
package struct HoursProposal: Hashable, Sendable {
    /// A piece of the text and the rule made of it, to be compared side by side.
    package struct Reading: Hashable, Sendable {
        package let text: String
        package let rule: String
    }

    package let hours: OpeningHours
    package let readAs: [Reading]
    /// The pieces of the text that were not understood.
    package let notUnderstood: [String]
}
