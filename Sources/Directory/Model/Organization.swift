import Core

/// A body that offers services: HSDS `organization`.
package struct Organization: Codable, Hashable, Sendable, Identifiable {
    /// UUID.
    package let id: String
    package var name: String
    /// Acronyms and other names people use.
    package var alternateNames: [String] = []
    package var description = LocalizedText()
    /// `association`, `public`, `company`…, as the city pack's list has it.
    package var kind: String?
    package var website: String?
    package var email: String?
    package var phones: [Phone] = []
    /// French register of establishments, 14 digits.
    package var siret: String?
    /// Networks that carry it (data·inclusion `reseaux_porteurs`).
    package var networks: [String] = []
    package var parentID: String?
    package var provenance: Provenance
    /// Fields of the format it came from that the model has no word for, kept for the way back.
    package var extra: [String: String] = [:]

    package init(id: String, name: String, provenance: Provenance) {
        self.id = id
        self.name = name
        self.provenance = provenance
    }
}

/// A telephone line: HSDS `phone`.
package struct Phone: Codable, Hashable, Sendable {
    package var number: String
    package var note: LocalizedText
    /// Languages answered.
    package var languages: [Language]

    package init(number: String, note: LocalizedText = LocalizedText(), languages: [Language] = []) {
        self.number = number
        self.note = note
        self.languages = languages
    }
}
