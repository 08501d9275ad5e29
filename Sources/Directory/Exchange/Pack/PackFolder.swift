import Core
import Foundation

/// The files of a pack, by their path inside it.
struct PackFolder {
    let path: String

    func bytes(_ name: String) throws(Refusal) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path + "/" + name) else {
            throw Refusal("the file is missing in \(path) or cannot be read", at: .init(file: name))
        }
        return Array(data)
    }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// Names of what the folder holds with this ending, by name; empty where the folder is absent.
    func names(in folder: String, ending: String) -> [String] {
        // A pack without services or sheets is still a pack: an absent folder is an empty one.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
        return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
    }

    func folders(in folder: String) -> [String] {
        names(in: folder, ending: "").filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(folder)/\(name)", isDirectory: &isFolder) && isFolder.boolValue
        }
    }
}
