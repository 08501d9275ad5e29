import Core

/// Somebody who keeps an organization's services true, as letters reach them.
package struct PersonInCharge: Hashable, Sendable {
    package let email: String
    package let name: String
    /// Tag of the language they read.
    package let language: String

    package init(email: String, name: String, language: String) {
        self.email = email
        self.name = name
        self.language = language
    }
}

/// A letter from the directory to one person.
package struct DirectoryLetter: Hashable, Sendable {
    package let to: String
    package let subject: String
    package let text: String
    package let language: String

    package init(to: String, subject: String, text: String, language: String) {
        self.to = to
        self.subject = subject
        self.text = text
        self.language = language
    }
}
