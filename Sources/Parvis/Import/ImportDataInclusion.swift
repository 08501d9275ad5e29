import ArgumentParser
import City
import Directory

/// `parvis import data-inclusion`
struct ImportDataInclusion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data-inclusion", abstract: "Import structures and services in the data·inclusion v1 format.")

    @Argument(help: "The file of structures (JSON).")
    var structures: String

    @Argument(help: "The file of services (JSON).")
    var services: String

    @OptionGroup var options: ImportOptions
    @OptionGroup var withdrawal: WithdrawalOption

    func run() async throws {
        let setting = try await Setting.open()
        let directory = setting.exchange
        let progress = Progress()
        let reader = DataInclusionReader(taxonomy: try await directory.taxonomy()) { progress.show("\($0) records read") }
        let reading = try reader.read(
            structures: .init(name: structures, bytes: readFile(structures)), services: .init(name: services, bytes: readFile(services)))
        progress.show("comparing and writing \(reading.read) records")
        let report = try await directory.bring(reading, from: structures, isDryRun: options.dryRun, withdraws: withdrawal.withdraw)
        progress.end()
        try options.tell(report)
    }
}
