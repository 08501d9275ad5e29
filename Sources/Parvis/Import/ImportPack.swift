import ArgumentParser
import City
import Directory

/// `parvis import pack`
struct ImportPack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Load or reload a city pack: territory, words, services, rights sheets.")

    @Argument(help: "The folder of the pack, such as packs/paris.")
    var folder: String

    @OptionGroup var options: ImportOptions

    func run() async throws {
        let setting = try await Setting.open()
        let pack = try CityPack.read(folder: folder)
        try options.tell(try await setting.exchange.load(pack, isDryRun: options.dryRun))
    }
}
