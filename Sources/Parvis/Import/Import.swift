import ArgumentParser
import Core
import Directory
import Foundation

/// `parvis import`
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a source into the directory: all of it, or nothing.",
        subcommands: [ImportDataInclusion.self, ImportHSDS.self, ImportCSV.self, ImportTerritory.self, ImportPack.self, ImportPO.self]
    )
}

/// What every import takes and tells.
struct ImportOptions: ParsableArguments {
    @Flag(help: "Compare and report; write nothing.")
    var dryRun = false

    @Option(help: "Write the whole report, every line of it, as JSON to this file; the screen shows the first five of each kind.")
    var report: String?

    /// Prints the report and, when asked, writes it.
    func tell(_ report: ImportReport) throws {
        if dryRun { print("Dry run: nothing was written.") }
        print(report.summary(), terminator: "")
        if let path = self.report { try Data(report.json).write(to: URL(filePath: path)) }
        if report.read == 0 || report.refused.count >= report.read {
            throw Refusal("nothing could be taken; is it the right file, and the right format?", at: .init(file: report.input))
        }
    }
}

/// A file given on the command line.
func readFile(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw Refusal("the file does not exist or cannot be read", at: .init(file: path))
    }
    return Array(data)
}

/// A line on standard error that is written over, only where somebody watches.
struct Progress: Sendable {
    private let isWatched = isatty(2) == 1

    func show(_ text: String) {
        guard isWatched else { return }
        FileHandle.standardError.write(Data("\r\u{1b}[K\(text)".utf8))
    }

    func end() { show("") }
}

/// For what brings all a source has.
struct WithdrawalOption: ParsableArguments {
    @Flag(help: "Withdraw what the source no longer has, even when that is more than half of its services.")
    var withdraw = false
}
