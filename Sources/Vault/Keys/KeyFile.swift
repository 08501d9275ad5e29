import Core
import Foundation

/// The file of master keys, outside the database, readable by its owner only.
package struct KeyFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// - Throws: a `Refusal` when it is missing, open to others or unreadable.
    package func read() throws -> MasterKeys {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw refusal(errno == ENOENT ? "there is no such key file; put it back, or name another" : "the key file cannot be opened")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw refusal("this is not a file of keys") }
        guard status.st_mode & 0o077 == 0 else {
            throw refusal("others may read the master keys; run “chmod 600 \(path)”, and replace the keys if others can have read them")
        }
        guard let data = try file.read(upToCount: 1 << 20), let text = String(data: data, encoding: .utf8) else {
            throw refusal("the key file is empty or not text; put the right one back")
        }
        return try MasterKeys(text: text, from: path)
    }

    /// Makes the file with one new key; two processes that start together read the same one.
    package func make() throws -> MasterKeys {
        do { try write(.random(), replacing: false) } catch let error as Refusal where !exists { throw error }
        return try read()
    }

    /// Whole or not at all, and on the disk: nothing may be sealed by a key that could still be lost.
    package func write(_ keys: MasterKeys, replacing: Bool) throws {
        let draft = path + ".new-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refusal("the key file cannot be written; check its folder") }
        defer { unlink(draft) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(keys.text.utf8))
            try file.synchronize()
        } catch {
            throw refusal("the key file cannot be written; check the space left")
        }
        // A link refuses to replace; a rename replaces whole.
        guard replacing ? rename(draft, path) == 0 : link(draft, path) == 0 else { throw refusal("the key file is already there") }
        try synchronizeFolder()
    }

    private func synchronizeFolder() throws {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func refusal(_ reason: String) -> Refusal { Refusal(reason, at: .init(file: path)) }
}
