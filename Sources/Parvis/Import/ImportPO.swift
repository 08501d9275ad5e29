import ArgumentParser
import City
import Core
import Directory

/// `parvis import po`
struct ImportPO: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "po", abstract: "Bring a translator's PO file back: everything in it that is confirmed.")

    @Argument(help: "The file; its header names the language.")
    var file: String

    @Option(help: "The language it must be for; as the header says when it is left out.")
    var lang: String?

    func run() async throws {
        guard let content = String(validating: try readFile(file), as: UTF8.self) else {
            throw Refusal("the file is not UTF-8 text", at: .init(file: file))
        }
        let report = try await Setting.open().translations.bring(content, file: file, lang)
        for refusal in report.refused { print("refused: \(refusal)") }
        print(
            "\(file): \(report.written) taken, \(report.unchanged) unchanged, \(report.fuzzy) not confirmed, \(report.empty) empty, "
                + "\(report.refused.count) refused")
    }
}
