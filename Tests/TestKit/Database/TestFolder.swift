import Foundation
import Synchronization

/// The temporary folder of this test process, removed when it ends.
package final class TestFolder: Sendable {
    package static let shared = TestFolder()

    package let path: String
    private let next = Atomic<Int>(0)

    private init() {
        path = NSTemporaryDirectory() + "/parvis-test-\(getpid())"
        try? FileManager.default.removeItem(atPath: path)
        // A folder that cannot be made shows at once: the database in it cannot be opened.
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TestFolder.shared.path) }
    }

    /// The path of a new file, in a folder of its own.
    package func newPath(_ name: String) -> String {
        let folder = "\(path)/\(next.add(1, ordering: .relaxed).newValue)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder + "/" + name
    }
}
