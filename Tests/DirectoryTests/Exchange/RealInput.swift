import Foundation

/// Files nobody here wrote, beside the project; tests that need them are skipped where they are absent.
enum RealInput {
    static let skipped = "needs the real files of ../shared/data, which are not part of the project"

    static var root: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    }

    private static var folder: String { root + "/../shared/data/" }

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "data-inclusion/structures.json") }

    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: folder + name))) }

    static func ours(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: root + "/" + name))) }

    static func path(_ name: String) -> String { folder + name }
}
