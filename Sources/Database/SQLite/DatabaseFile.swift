import Foundation

/// The file the connections hold open. Removed or replaced under them, it would still take writes, and nobody would ever find them.
struct DatabaseFile: Sendable {
    let path: String
    private let identity: Identity?

    private struct Identity: Equatable {
        let device: UInt64
        let number: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
        }
    }

    init(path: String) {
        self.path = path
        identity = Identity(path)
    }

    /// Makes the empty file before SQLite would, readable by nobody else; SQLite gives its log and shared memory the mode of the file.
    static func makePrivate(_ path: String) {
        // One that is there keeps its mode; a folder that is not there is told when SQLite opens it.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    func requireInPlace() throws {
        guard identity != nil, Identity(path) == identity else {
            throw DatabaseError.unavailable(
                "its file was removed or replaced while it was open; put it back, or restore the last backup and start again")
        }
    }
}
