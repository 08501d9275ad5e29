/// A value read from a file, with the line it begins on: the one shape of JSON, YAML and CSV before they become records.
package struct SourceValue: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    package let content: Content

    package enum Content: Hashable, Sendable {
        case object([Member])
        case list([SourceValue])
        case text(String)
        /// As it was written, so that nothing is rounded on the way.
        case number(String)
        /// A cell of a table: text, which may be read as a number.
        case cell(String)
        case flag(Bool)
        case null
    }

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: SourceValue

        package init(key: String, value: SourceValue) {
            self.key = key
            self.value = value
        }
    }

    package init(line: Int, content: Content) {
        self.line = line
        self.content = content
    }

    package var members: [Member] {
        if case .object(let members) = content { members } else { [] }
    }

    package subscript(key: String) -> SourceValue? {
        members.first { $0.key == key }?.value
    }

    /// `null`, or an empty cell of a table.
    var isNothing: Bool {
        switch content {
        case .null: true
        case .cell(let text): text.isEmpty
        default: false
        }
    }

    /// The value as text, for fields that are only carried along.
    var plainText: String? {
        switch content {
        case .text(let text), .number(let text), .cell(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .list(let values): values.compactMap(\.plainText).joined(separator: "\n")
        case .object, .null: nil
        }
    }

    /// What it is, for the sentence that says it should have been something else.
    var kind: String {
        switch content {
        case .object: "an object"
        case .list: "a list"
        case .text, .cell: "a text"
        case .number: "a number"
        case .flag: "true or false"
        case .null: "nothing"
        }
    }
}
