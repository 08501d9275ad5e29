import Foundation

/// The repository's own files, found from this file, so that tests read what ships.
package enum TestFiles {
    package static let root: URL = {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        return folder
    }()
    package static var templates: URL { root.appending(path: "Templates") }
    package static var locales: URL { root.appending(path: "Locales") }
    package static var assets: URL { root.appending(path: "Public") }
}
