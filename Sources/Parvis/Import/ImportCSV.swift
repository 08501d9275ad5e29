import ArgumentParser
import City
import Directory

/// `parvis import csv`
struct ImportCSV: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Import any CSV through a mapping file that says what its columns are.")

    @Argument(help: "The CSV file.")
    var file: String

    @Option(help: "The mapping (YAML); see mappings/.")
    var mapping: String

    @OptionGroup var options: ImportOptions
    @OptionGroup var withdrawal: WithdrawalOption

    func run() async throws {
        let setting = try await Setting.open()
        let directory = setting.exchange
        let mapping = try CSVMapping(readFile(mapping), file: mapping)
        var table = try MappedTable(readFile(file), file: file, mapping: mapping, taxonomy: try await directory.taxonomy())
        try options.tell(try await directory.bring(table.read(), from: file, isDryRun: options.dryRun, withdraws: withdrawal.withdraw))
    }
}
