/// Something refused, in one sentence a person can act on: what, where, why, what to do.
package struct Refusal: Error, Hashable, Sendable {
    /// The sentence, in English: it goes to the command line, an import report or an API's problem detail.
    /// Pages say the same from their catalogue.
    package let reason: String
    package let place: Place?

    /// Where in what was given.
    package struct Place: Hashable, Sendable {
        package let file: String?
        /// Counted from 1.
        package let line: Int?
        package let field: String?

        package init(file: String? = nil, line: Int? = nil, field: String? = nil) {
            self.file = file
            self.line = line
            self.field = field
        }
    }

    package init(_ reason: String, at place: Place? = nil) {
        self.reason = reason
        self.place = place
    }
}

extension Refusal: CustomStringConvertible {
    /// `services.json, line 12, horaires_accueil: …`
    package var description: String {
        guard let place else { return reason }
        let parts = [place.file, place.line.map { "line \($0)" }, place.field].compactMap(\.self)
        return parts.isEmpty ? reason : parts.joined(separator: ", ") + ": " + reason
    }
}
