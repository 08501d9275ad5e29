import ArgumentParser
import City
import Directory

/// `parvis import hsds`
struct ImportHSDS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hsds", abstract: "Import services in Open Referral HSDS 3.1: JSON, or a tabular data package (.zip).")

    @Argument(help: "The file: one service, a list of services or a page of the API in JSON; or a .zip.")
    var file: String

    @Option(help: "The name of the source these records belong to.")
    var source: String

    @Flag(help: "The file is everything this source has: services it lacks are closed.")
    var complete = false

    @Flag(help: "Records exported by Parvis go back to where they came from, whatever their source; only for files you trust.")
    var restore = false

    @OptionGroup var options: ImportOptions
    @OptionGroup var withdrawal: WithdrawalOption

    func run() async throws {
        let setting = try await Setting.open()
        let directory = setting.exchange
        let taxonomy = try await directory.taxonomy()
        let bytes = try readFile(file)
        var reading =
            if file.hasSuffix(".zip") {
                try HSDSTabular.read(bytes, file: file, source: source, taxonomy: taxonomy, restores: restore)
            } else {
                try HSDSReader(source: source, taxonomy: taxonomy, restores: restore).read(bytes, file: file)
            }
        reading.complete = complete ? [source] : []
        try options.tell(try await directory.bring(reading, from: file, isDryRun: options.dryRun, withdraws: withdrawal.withdraw))
    }
}
