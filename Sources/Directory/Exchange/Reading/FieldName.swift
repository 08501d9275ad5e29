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
        for byte in name.utf8 {
            switch byte {
            case 0x41...0x5A:
                bytes.append(UInt8(ascii: "_"))
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
        while let byte = left.next() {
            if byte == UInt8(ascii: "_") {
                guard let raised = left.next(), let other = right.next() else { return false }
                guard other == ((0x61...0x7A).contains(raised) ? raised - 0x20 : raised) else { return false }
            } else {
                guard byte == right.next() else { return false }
            }
        }
        return right.next() == nil
    }
}
