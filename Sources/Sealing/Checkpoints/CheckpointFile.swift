import Core
import Foundation

/// The checkpoints outside the database: a file that is only ever added to, best on another disk or machine.
package struct CheckpointFile: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// Adds one, and waits until the disk has it.
    package func append(_ note: SignedNote) throws {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw refusal("cannot be opened for writing (\(Self.reason()))") }
        defer { close(descriptor) }
        // A machine that stopped in the middle of a note left half a line.
        let bytes = Array((isTorn ? "\n\n" : "").utf8) + Array((note.description + "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw refusal("cannot be written (\(Self.reason()))")
        }
    }

    /// The newest; nothing when there is no file yet.
    package func last() throws -> SignedNote? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            let size = try file.seekToEnd()
            try file.seek(toOffset: size > 16_384 ? size - 16_384 : 0)
            return Self.notes(in: String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)).last
        } catch {
            throw refusal("cannot be read")
        }
    }

    /// Every checkpoint of a text: of such a file, or of the answer of `/api/v1/checkpoints`. Half a note is left out.
    package static func notes(in text: String) -> [SignedNote] {
        var notes: [SignedNote] = []
        var body = ""
        for paragraph in text.replacing("\r\n", with: "\n").components(separatedBy: "\n\n") {
            let paragraph = paragraph.trimmingPrefix { $0 == "\n" }
            if paragraph.hasPrefix("— ") {
                if let note = SignedNote(body + "\n\n" + paragraph + (paragraph.hasSuffix("\n") ? "" : "\n")) { notes.append(note) }
                body = ""
            } else {
                body = String(paragraph)
            }
        }
        return notes
    }

    private var isTorn: Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        // What cannot be read is taken for torn: an empty line more hurts nobody.
        guard let size = try? file.seekToEnd(), size > 1 else { return false }
        guard (try? file.seek(toOffset: size - 2)) != nil, let end = try? file.readToEnd() else { return true }
        return end != Data("\n\n".utf8)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    private func refusal(_ reason: String) -> Refusal {
        Refusal("\(reason); checkpoints are only kept in the database until that is mended", at: .init(file: path))
    }
}
