import CZlib
import Core

/// Reads a zip archive held in memory, bounded: an archive made to explode is refused before it does.
package struct ZipReader {
    private let bytes: [UInt8]
    private let file: String
    /// The files of the archive, by name.
    package private(set) var entries: [String: Entry] = [:]

    package struct Entry: Sendable {
        package let name: String
        let method: UInt16
        let crc: UInt32
        let compressedSize: Int
        package let size: Int
        let offset: Int
    }

    /// What an archive may hold, all files together.
    package enum Limit {
        package static let entries = 200
        package static let bytes = 512 * 1024 * 1024
        /// Text compresses ten to thirty times; a hundred is not a table.
        package static let ratio = 100
    }

    package init(_ bytes: [UInt8], file: String) throws(Refusal) {
        try InputLimit.check(bytes.count, file: file)
        self.bytes = bytes
        self.file = file
        let end = try endOfDirectory()
        let count = Int(word(end + 10))
        guard count <= Limit.entries else { throw refusal("holds \(count) files and at most \(Limit.entries) are read") }
        var position = Int(long(end + 16))
        var total = 0
        for _ in 0..<count {
            let entry = try readEntry(&position)
            total += entry.size
            guard total <= Limit.bytes else { throw refusal("would unpack to more than \(Limit.bytes / 1_048_576) MB") }
            guard entry.size <= 4096 || entry.size / Limit.ratio <= entry.compressedSize else {
                throw refusal("\(entry.name) would grow more than \(Limit.ratio) times: this is not a table")
            }
            if entry.name.hasSuffix("/") { continue }
            guard entries.updateValue(entry, forKey: entry.name) == nil else { throw refusal("holds \(entry.name) twice") }
        }
    }

    /// The content of one file, its checksum verified.
    package func content(_ entry: Entry) throws(Refusal) -> [UInt8] {
        let start = entry.offset + 30 + Int(word(entry.offset + 26)) + Int(word(entry.offset + 28))
        guard start + entry.compressedSize <= bytes.count else {
            throw refusal("\(entry.name) ends before its end: the archive is incomplete")
        }
        let stored = bytes[start..<start + entry.compressedSize]
        let content: [UInt8]
        switch entry.method {
        case 0 where entry.size == entry.compressedSize: content = Array(stored)
        case 8: content = try inflated(stored, entry)
        default: throw refusal("\(entry.name) is packed in a way that is not read: use deflate or none")
        }
        guard Checksum.crc(content) == entry.crc else { throw refusal("\(entry.name) is damaged: its checksum is not the one written") }
        return content
    }

    private func inflated(_ packed: ArraySlice<UInt8>, _ entry: Entry) throws(Refusal) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw refusal("\(entry.name) could not be unpacked: no memory")
        }
        defer { inflateEnd(&stream) }
        var input = Array(packed)
        // One byte more than announced shows a file that lies about its size.
        var output = [UInt8](repeating: 0, count: entry.size + 1)
        let status = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, Int(stream.total_out) == entry.size else {
            throw refusal("\(entry.name) is damaged: it does not unpack to the size written")
        }
        output.removeLast()
        return output
    }

    // MARK: The directory at the end

    private func endOfDirectory() throws(Refusal) -> Int {
        var position = bytes.count - 22
        let earliest = max(0, position - 65_535)
        while position >= earliest {
            if long(position) == 0x0605_4B50 { return position }
            position -= 1
        }
        throw refusal("is not a zip archive, or is incomplete")
    }

    private func readEntry(_ position: inout Int) throws(Refusal) -> Entry {
        guard position + 46 <= bytes.count, long(position) == 0x0201_4B50 else { throw refusal("has a damaged list of files") }
        let nameLength = Int(word(position + 28))
        let next = position + 46 + nameLength + Int(word(position + 30)) + Int(word(position + 32))
        guard next <= bytes.count, let name = String(validating: bytes[position + 46..<position + 46 + nameLength], as: UTF8.self) else {
            throw refusal("has a damaged list of files")
        }
        guard word(position + 8) & 1 == 0 else { throw refusal("\(name) is locked with a password: unlock it") }
        try checkName(name)
        let entry = Entry(
            name: name, method: word(position + 10), crc: long(position + 16), compressedSize: Int(long(position + 20)),
            size: Int(long(position + 24)), offset: Int(long(position + 42)))
        guard entry.offset + 30 <= bytes.count, long(entry.offset) == 0x0403_4B50 else {
            throw refusal("\(name) is not where the list says")
        }
        position = next
        return entry
    }

    /// A name that would leave the folder it is unpacked in is an attack, whatever is done with it.
    private func checkName(_ name: String) throws(Refusal) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let leaves = name.hasPrefix("/") || parts.contains("..") || name.contains("\\") || name.utf8.contains(0) || name.contains(":")
        guard !name.isEmpty, !leaves else { throw refusal("“\(name)” leaves the archive's own folder") }
    }

    private func word(_ position: Int) -> UInt16 {
        guard position >= 0, position + 2 <= bytes.count else { return 0 }
        return UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
    }

    private func long(_ position: Int) -> UInt32 { UInt32(word(position)) | UInt32(word(position + 2)) << 16 }

    private func refusal(_ reason: String) -> Refusal { Refusal(reason, at: .init(file: file)) }
}

/// The CRC-32 of zip.
enum Checksum {
    static func crc(_ bytes: [UInt8]) -> UInt32 { UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count)) }
}
