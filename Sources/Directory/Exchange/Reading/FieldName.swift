/// The two spellings of a field: `address_1` in files, `address1` in code.
enum FieldName {
    static func snake(_ name: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count + 4)
        appendSnake(name, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func appendSnake(_ name: String, to bytes: inout [UInt8]) {
        var afterLetter = false
        // `sourceID` is two words.
        var afterCapital = false
        for byte in name.utf8 {
            defer { afterCapital = (0x41...0x5A).contains(byte) }
            switch byte {
            case 0x41...0x5A:
                if !afterCapital { bytes.append(UInt8(ascii: "_")) }
                bytes.append(byte + 0x20)
                afterLetter = true
            case 0x30...0x39:
                if afterLetter { bytes.append(UInt8(ascii: "_")) }
                bytes.append(byte)
                afterLetter = false
            default:
                bytes.append(byte)
                afterLetter = byte != UInt8(ascii: "_")
            }
        }
    }

    static func camel(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
        var bytes: [UInt8] = []
        var raises = false
        for byte in name.utf8 {
            if byte == UInt8(ascii: "_"), !bytes.isEmpty {
                raises = true
            } else {
                bytes.append(raises && (0x61...0x7A).contains(byte) ? byte - 0x20 : byte)
                raises = false
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a field of a file is this field of the code, without making a new text.
    static func matches(file: String, code: String) -> Bool {
        var left = file.utf8.makeIterator()
        var right = code.utf8.makeIterator()
        var afterCapital = false
        while let byte = left.next() {
            if byte == UInt8(ascii: "_") {
                guard let next = left.next(), let other = right.next(), other == raised(next) else { return false }
                afterCapital = true
            } else {
                guard let other = right.next(), byte == other || afterCapital && raised(byte) == other else { return false }
                afterCapital = byte != other
            }
        }
        return right.next() == nil
    }

    private static func raised(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte - 0x20 : byte }

    /// The field of the code that a field of a file is: `sourceID` for `source_id`.
    static func key<Key: CodingKey>(file: String) -> Key? {
        if let key = Key(stringValue: file) ?? Key(stringValue: camel(file)) { return key }
        return file.hasSuffix("_id") ? Key(stringValue: camel(String(file.dropLast(2))) + "ID") : nil
    }
}
