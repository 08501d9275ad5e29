/// What a form with one file brings.
package struct UploadedForm: Sendable {
    package let fields: FormFields
    /// The bytes of the file; empty when none was chosen.
    package let file: [UInt8]
    /// As the browser calls it, without a folder; for messages only.
    package let fileName: String
}

extension UploadedForm {
    private static let mostParts = 20

    /// Nil for bytes that are not this format.
    init?(_ body: [UInt8], boundary: String) {
        let mark = Array("--\(boundary)".utf8)
        guard var start = body.firstRange(of: mark, from: 0)?.upperBound else { return nil }
        var fields = FormFields()
        var file: [UInt8] = []
        var fileName = ""
        for _ in 0..<Self.mostParts {
            if body[start...].starts(with: Array("--".utf8)) {
                self.init(fields: fields, file: file, fileName: fileName)
                return
            }
            guard let end = body.firstRange(of: [13, 10] + mark, from: start), let part = Part(body[start..<end.lowerBound]) else {
                return nil
            }
            if let name = part.fileName {
                (file, fileName) = (part.bytes, name)
            } else if let value = String(validating: part.bytes, as: UTF8.self) {
                fields[part.name] = FormFields.cleaned(value)
            } else {
                return nil
            }
            start = end.upperBound
        }
        return nil
    }

    private struct Part {
        let name: String
        let fileName: String?
        let bytes: [UInt8]

        init?(_ part: ArraySlice<UInt8>) {
            let bytes = Array(part)
            guard let gap = bytes.firstRange(of: [13, 10, 13, 10], from: 0),
                let head = String(validating: bytes[..<gap.lowerBound], as: UTF8.self),
                let name = head.firstMatch(of: #/(?i)\bname="([^"\r\n]{1,100})"/#)?.output.1
            else { return nil }
            self.name = String(name)
            fileName = head.firstMatch(of: #/(?i)\bfilename="([^"\r\n]*)"/#).map { match in
                String(match.output.1.split(whereSeparator: { "/\\".contains($0) }).last ?? "")
            }
            self.bytes = Array(bytes[gap.upperBound...])
        }
    }
}

extension [UInt8] {
    fileprivate func firstRange(of needle: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = needle.first, count >= needle.count else { return nil }
        var index = start
        while index <= count - needle.count {
            guard let next = self[index...].firstIndex(of: first), next <= count - needle.count else { return nil }
            if self[next..<next + needle.count].elementsEqual(needle) { return next..<next + needle.count }
            index = next + 1
        }
        return nil
    }
}
