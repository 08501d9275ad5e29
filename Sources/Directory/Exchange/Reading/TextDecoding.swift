import Core

/// The encodings tables are published in.
package enum TextEncoding: String, Codable, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case windows1252 = "Windows-1252"

    /// Bytes 0x80 to 0x9F, where Windows-1252 differs from Latin-1; five have no meaning and become U+FFFD.
    private static let upper: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]

    /// The text of some bytes; refuses what is not in the encoding, and NUL bytes, with their line.
    func text(_ bytes: [UInt8], file: String) throws(Refusal) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Refusal("is UTF-16, as some spreadsheets write “Unicode text”: save it as CSV in UTF-8", at: .init(file: file))
        }
        if let nul = bytes.firstIndex(of: 0) { throw refusal("a NUL byte stands in the file: it is damaged", bytes[..<nul], file) }
        switch self {
        case .utf8:
            let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
            if let text = String(validating: content, as: UTF8.self) { return text }
            let wrong = Self.firstWrong(content)
            throw refusal("is not UTF-8: save it as UTF-8, or declare “encoding: Windows-1252” in the mapping", bytes[..<wrong], file)
        case .windows1252:
            let units = bytes.map { (0x80...0x9F).contains($0) ? Self.upper[Int($0) - 0x80] : UInt16($0) }
            if let wrong = units.firstIndex(of: 0xFFFD) {
                throw refusal("a byte has no meaning in Windows-1252: is the file in another encoding?", bytes[..<wrong], file)
            }
            return String(decoding: units, as: UTF16.self)
        }
    }

    private func refusal(_ reason: String, _ before: ArraySlice<UInt8>, _ file: String) -> Refusal {
        Refusal(reason, at: .init(file: file, line: before.count { $0 == 0x0A } + 1))
    }

    /// Bisects by lines: the first line that is not UTF-8.
    private static func firstWrong(_ bytes: ArraySlice<UInt8>) -> Int {
        var start = bytes.startIndex
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            start = line.startIndex
            if String(validating: line, as: UTF8.self) == nil { return start }
        }
        return start
    }
}
