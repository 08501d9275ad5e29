import ArgumentParser
import Core
import Foundation
import Vault

/// `parvis keys erased`
struct KeysErased: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erased",
        abstract: "Print a reference to each erased subject, which says nothing of anybody: keep the list where no backup is.")

    func run() async throws {
        for reference in try await Setting.open().vault().erasedReferences() { print(reference) }
    }
}

/// `parvis keys erase-again`
struct KeysEraseAgain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase-again", abstract: "After the restore of an older backup: destroy again the keys it brought back.")

    @Argument(help: "The list, as “erased” printed it before the restore.")
    var file: String

    func run() async throws {
        let references = try Self.read(file)
        let count = try await Setting.open().vault().eraseAgain(references)
        print("\(count) keys that were there again are destroyed.")
    }

    /// All of the list, or nothing.
    private static func read(_ file: String) throws -> Set<String> {
        // Why it cannot be read does not change what to do.
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw Refusal("the file does not exist or cannot be read", at: .init(file: file))
        }
        let lines = text.split(whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where line.utf8.count != 32 || !line.allSatisfy(\.isHexDigit) {
            throw Refusal(
                "line \(index + 1) is not a reference as “parvis keys erased” prints them; nothing was erased", at: .init(file: file))
        }
        return Set(lines.map(String.init))
    }
}
