/// What somebody does to the database, and in whose name: every write carries one.
package struct Act: Sendable, Hashable {
    /// Who acts.
    package enum Author: Sendable, Hashable {
        /// The system on its own: a scheduled job, a migration.
        case system
        /// A command line, by its name.
        case command(String)
        /// Somebody without an account; nothing tells one visitor from another.
        case visitor
        /// Somebody with an account, by its identifier.
        case person(String)
    }

    /// What is done, as `directory.import` or `feedback.send`.
    package let name: String
    package let author: Author
    /// The organization in whose name, if any.
    package let organization: String?
    /// The legal purpose, as `public-information`.
    package let purpose: String

    package init(_ name: String, by author: Author, for purpose: String, organization: String? = nil) {
        self.name = name
        self.author = author
        self.organization = organization
        self.purpose = purpose
    }
}

extension Act.Author {
    var kind: String {
        switch self {
        case .system: "system"
        case .command: "command"
        case .visitor: "visitor"
        case .person: "person"
        }
    }

    var identifier: String? {
        switch self {
        case .system, .visitor: nil
        case .command(let name): name
        case .person(let id): id
        }
    }

    init?(kind: String, identifier: String?) {
        switch (kind, identifier) {
        case ("system", _): self = .system
        case ("visitor", _): self = .visitor
        case ("command", let name?): self = .command(name)
        case ("person", let id?): self = .person(id)
        default: return nil
        }
    }
}
