import ArgumentParser
import City
import Core
import Directory

/// `parvis export po`
struct ExportPO: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "po", abstract: "The texts of one language for a translator's tools, gettext PO.")

    @Option(help: "The language, such as ps or fr-x-falc.")
    var lang: String

    @Argument(help: "The file to write; LANG.po when it is left out.")
    var file: String?

    func run() async throws {
        let text = try await Setting.open().translations.export(lang, at: .systemClock)
        try Exported.write(Array(text.utf8), to: file ?? "\(lang).po")
    }
}
