import Core
import Crypto
import Foundation

/// The files of `Public/`, read once at boot: what is not among them does not exist, whatever path is asked.
package struct Assets: Sendable {
    struct File: Sendable {
        let bytes: Data
        /// The same for browsers that read gzip; nil where nothing would be won.
        let gzipped: [UInt8]?
        let type: String
        /// The first 16 hexadecimal digits of its SHA-256.
        let version: String
    }

    let files: [String: File]
    /// Drawings by name, ready to be put inside a page.
    let pictograms: [String: String]

    /// - Throws: a `Refusal` naming a file of a type we do not serve, or larger than 1 MB.
    package init(folder: URL) throws {
        var files: [String: File] = [:]
        for path in try pathsOfFiles(in: folder) where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            files[path] = try Self.file(Data(contentsOf: folder.appending(path: path)), path)
        }
        self.files = files
        pictograms = Self.pictograms(files)
    }

    /// The address of a file, with its version, so that a browser keeps it for good.
    package func path(_ file: String) -> String {
        files[file].map { "/\(file)?v=\($0.version)" } ?? "/\(file)"
    }

    package func has(_ file: String) -> Bool { files[file] != nil }

    /// A pictogram as its file has it, for paper; nil when there is none of this name.
    package func drawing(_ pictogram: String) -> [UInt8]? { files["pictograms/\(pictogram).svg"].map { Array($0.bytes) } }

    func text(_ file: String) -> String? { files[file].map { String(decoding: $0.bytes, as: UTF8.self) } }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "ico": "image/x-icon", "txt": "text/plain; charset=utf-8", "json": "application/json",
        "webmanifest": "application/manifest+json", "xml": "application/xml",
    ]

    private static func file(_ bytes: Data, _ path: String) throws -> File {
        let ending = path.split(separator: ".").last.map(String.init) ?? ""
        guard let type = types[ending] else { throw Refusal("files of type “\(ending)” are not served", at: .init(file: "Public/\(path)")) }
        guard bytes.count <= 1_000_000 else {
            throw Refusal("larger than 1 MB: too much for a telephone", at: .init(file: "Public/\(path)"))
        }
        let hash = SHA256.hash(data: bytes).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let isWorthIt = Compression.isText(type) && bytes.count >= Compression.smallest
        return File(bytes: bytes, gzipped: isWorthIt ? gzip(Array(bytes)) : nil, type: type, version: hash)
    }

    private static func pictograms(_ files: [String: File]) -> [String: String] {
        var drawings: [String: String] = [:]
        for (path, file) in files where path.hasSuffix(".svg") {
            let parts = path.split(separator: "/")
            guard parts.count == 2, ["pictograms", "marks"].contains(parts[0]) else { continue }
            drawings[String(parts[1].dropLast(".svg".count))] = inline(String(decoding: file.bytes, as: UTF8.self))
        }
        return drawings
    }

    /// What the style says of every drawing.
    private static let usual =
        #" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round""#

    /// The drawing alone, hidden from screen readers: the word beside it says the same.
    private static func inline(_ svg: String) -> String? {
        guard let start = svg.range(of: "<svg")?.lowerBound else { return nil }
        let drawing = [usual, #" xmlns="http://www.w3.org/2000/svg""#, "\n"].reduce(svg[start...].trimmed) { drawing, part in
            drawing.replacingOccurrences(of: part, with: "")
        }
        return #"<svg aria-hidden="true" focusable="false""# + drawing.dropFirst("<svg".count)
    }
}

/// Every file below a folder, by its path from there, in order.
func pathsOfFiles(in folder: URL) throws -> [String] {
    // A folder that is a link is not entered otherwise.
    let folder = folder.resolvingSymlinksInPath()
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue,
        let paths = FileManager.default.enumerator(atPath: folder.path)
    else { throw Refusal("the folder is missing", at: .init(file: folder.lastPathComponent)) }
    return paths.compactMap { $0 as? String }.filter { path in
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
}
