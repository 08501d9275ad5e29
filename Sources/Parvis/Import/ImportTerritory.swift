import ArgumentParser
import City
import Directory

/// `parvis import territory`
struct ImportTerritory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "territory", abstract: "Give the areas of the city their boundaries from a GeoJSON file.")

    @Argument(help: "The GeoJSON file: one feature an area.")
    var file: String

    @Option(help: "Metres by which a boundary may be simplified.")
    var tolerance: Double = 15

    @Flag(help: "Compare and report; write nothing.")
    var dryRun = false

    func validate() throws {
        guard (0...1_000).contains(tolerance) else { throw ValidationError("--tolerance is from 0 to 1000 metres.") }
    }

    func run() async throws {
        let setting = try await Setting.open()
        let outlines = try TerritoryGeoJSON().read(readFile(file), file: file)
        let report = try await setting.exchange.bring(outlines, tolerance: tolerance, isDryRun: dryRun)
        if dryRun { print("Dry run: nothing was written.") }
        print("\(file): \(outlines.count) outlines, \(report.drawn) areas have a boundary")
        for area in report.unknown { print("  not an area of this city: \(area)") }
    }
}
