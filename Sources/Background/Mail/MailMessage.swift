import Core
import Foundation

/// A letter as the mail system takes it: RFC 5322, in ASCII, lines ending as files of this system do.
struct MailMessage {
    let mail: Mail
    let sender: MailSender
    /// The same for each attempt, so that a letter sent twice can be told.
    let id: String
    let date: Instant

    var text: String {
        var headers = [
            "Date: \(Self.date(date))",
            "From: \(sender.header)",
            "To: <\(mail.to)>",
            "Subject: \(HeaderText(mail.subject).encoded)",
            "Message-ID: <\(id)@\(sender.domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        if let language = mail.language { headers.append("Content-Language: \(language)") }
        return headers.joined(separator: "\n") + "\n\n" + QuotedPrintable.encode(mail.text) + "\n"
    }

    /// RFC 5322, in UTC: `Mon, 23 Nov 2026 19:30:00 +0000`.
    static func date(_ instant: Instant) -> String {
        let text = instant.description
        guard let day = Day(text.prefix(10)) else { return "" }
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        // 1970-01-01 was a Thursday.
        let name = names[(((Int(day.daysSinceEpoch) + 3) % 7) + 7) % 7]
        return "\(name), \(day.day) \(months[day.month - 1]) \(day.year) \(text.dropFirst(11).prefix(8)) +0000"
    }
}

/// In whose name letters go out.
package struct MailSender: Sendable, Hashable {
    let address: String
    let name: String

    /// Refuses an address that mail servers do not take, and a name that is no single line.
    package init(address: String, name: String) throws {
        try Mail(to: address, subject: name, text: "").validate()
        self.address = address
        self.name = name
    }

    var domain: Substring { address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...] }
    /// Always in encoded words, which need no quoting.
    var header: String { "\(HeaderText(name).encodedWords) <\(address)>" }
}

/// Text in a header: as it is where it can be, else in the encoded words of RFC 2047.
struct HeaderText {
    let text: String

    init(_ text: String) { self.text = text }

    var encoded: String {
        let isPlain = text.utf8.count <= 60 && text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
        return isPlain && text.first != " " && text.last != " " ? text : encodedWords
    }

    /// Each word at most 75 letters long and ended between two characters, one a line.
    var encodedWords: String {
        var words: [String] = [""]
        for scalar in text.unicodeScalars {
            if words[words.count - 1].utf8.count + String(scalar).utf8.count > 42 { words.append("") }
            words[words.count - 1].unicodeScalars.append(scalar)
        }
        return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
    }
}

/// RFC 2045: any text in lines of at most 76 ASCII letters.
enum QuotedPrintable {
    static func encode(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(line).joined(separator: "\n")
    }

    private static func line(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var (output, length) = ("", 0)
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let isPlain = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=") || (byte == 0x20 && !isLast)
            let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
            if length + piece.utf8.count > 75 {
                output += "=\n"
                length = 0
            }
            output += piece
            length += piece.utf8.count
        }
        return output
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
