/// How far a translation can be trusted; shown to the reader, never guessed upwards.
package enum TranslationState: String, Codable, Sendable, CaseIterable {
    /// A draft nobody who speaks the language has read.
    case machine
    /// Written or translated by a person.
    case human
    /// Read again by a second person.
    case reviewed
    /// The source changed since it was translated.
    case outdated
}
