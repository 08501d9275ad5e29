import CZlib

/// Writes a zip archive in memory: deflate, names in UTF-8, no dates, so that the same files give the same bytes.
package struct ZipWriter {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    package init() {}

    package mutating func add(_ name: String, _ content: [UInt8]) {
        let packed = Self.deflated(content)
        let offset = UInt32(bytes.count)
        let common = Self.header(crc: Checksum.crc(content), packed: packed.count, size: content.count, name: name)
        bytes += Self.long(0x0403_4B50) + common + Self.word(0) + Array(name.utf8) + packed
        directory += Self.long(0x0201_4B50) + Self.word(20) + common + Self.word(0) + Self.word(0) + Self.word(0) + Self.word(0)
        directory += Self.long(0) + Self.long(offset) + Array(name.utf8)
        count += 1
    }

    /// The whole archive.
    package consuming func archive() -> [UInt8] {
        let start = UInt32(bytes.count)
        let size = UInt32(directory.count)
        let end =
            Self.long(0x0605_4B50) + Self.word(0) + Self.word(0) + Self.word(count) + Self.word(count) + Self.long(size) + Self.long(start)
        return bytes + directory + end + Self.word(0)
    }

    /// From the version needed to the length of the name: the same in both places. The date is 1 January 1980.
    private static func header(crc: UInt32, packed: Int, size: Int, name: String) -> [UInt8] {
        word(20) + word(0x0800) + word(8) + word(0) + word(0x0021) + long(crc) + long(UInt32(packed)) + long(UInt32(size))
            + word(UInt16(name.utf8.count))
    }

    private static func deflated(_ content: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let made = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(made == Z_OK, "zlib has no memory left")
        defer { deflateEnd(&stream) }
        var input = content
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))) + 16)
        input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(Int(stream.total_out)))
    }

    private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func long(_ value: UInt32) -> [UInt8] { word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16)) }
}
