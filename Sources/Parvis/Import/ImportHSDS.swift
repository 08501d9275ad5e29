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

    @OptionGroup var options: ImportOptions

    func run() async throws {
        let setting = try await Setting.open()
        let directory = try setting.server().directory
        let taxonomy = try await directory.taxonomy()
        let bytes = try readFile(file)
        let reading =
            if file.hasSuffix(".zip") {
                try HSDSTabular.read(bytes, file: file, source: source, taxonomy: taxonomy)
            } else {
                try HSDSReader(source: source, taxonomy: taxonomy).read(bytes, file: file)
            }
        try options.tell(try await directory.bring(reading, from: file, isDryRun: options.dryRun))
    }
}
