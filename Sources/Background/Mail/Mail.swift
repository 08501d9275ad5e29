import Core

/// One letter to one person, in plain text.
package struct Mail: Sendable, Hashable, Codable {
    /// The address alone, without a name.
    package let to: String
    package let subject: String
    package let text: String
    /// The language it is written in, as its tag.
    package let language: String?

    package init(to: String, subject: String, text: String, language: String? = nil) {
        self.to = to
        self.subject = subject
        self.text = text
        self.language = language
    }

    /// Refuses what cannot be put into a header, or would become another header.
    func validate() throws {
        if !Self.isAddress(to) { throw MailRefusal.address }
        let isHeaderSafe = { (text: String) in !text.unicodeScalars.contains { $0.properties.generalCategory == .control } }
        if subject.isEmpty || subject.utf8.count > 500 || !isHeaderSafe(subject) { throw MailRefusal.subject }
        if let language, !language.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }) { throw MailRefusal.language }
        if text.utf8.count > 200_000 || text.utf8.contains(0) { throw MailRefusal.text }
    }

    /// The plain form of RFC 5321, in ASCII: what every mail server takes.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, parts[0].count <= 64 else { return false }
        let local = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return local.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetterOrDigit || "!#$%&'*+/=?^_`{|}~-".utf8.contains($0) } }
            && labels.allSatisfy { label in
                !label.isEmpty && label.count <= 63 && label.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
                    && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
            }
    }
}

/// Why a letter is not taken.
package enum MailRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case address, subject, language, text

    package var description: String {
        switch self {
        case .address: "The mail was not taken: its address is not one every mail server takes (name@domain, plain letters); correct it."
        case .subject: "The mail was not taken: its subject is empty, longer than 500 bytes or has a line break; shorten it to one line."
        case .language: "The mail was not taken: its language is not a tag such as “fr”; correct it."
        case .text: "The mail was not taken: its text is longer than 200,000 bytes or has the character NUL; shorten it."
        }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) }
}
