import ArgumentParser
import City
import Core
import Directory
import Foundation

/// `parvis export`
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the directory in an exchange format.",
        subcommands: [ExportDataInclusion.self, ExportHSDS.self, ExportCSV.self, ExportGeoJSON.self, ExportPO.self]
    )
}

/// `parvis export data-inclusion`
struct ExportDataInclusion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "data-inclusion", abstract: "Structures and services, data·inclusion v1.")

    @Argument(help: "The folder for structures.json and services.json.")
    var folder: String

    func run() async throws {
        let (records, taxonomy) = try await Exported.all()
        let today = Zone.paris.local(.systemClock).day
        let (structures, services) = DataInclusionWriter(taxonomy: taxonomy, today: today).write(records)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Exported.write(structures, to: folder + "/structures.json")
        try Exported.write(services, to: folder + "/services.json")
    }
}

/// `parvis export hsds`
struct ExportHSDS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "hsds", abstract: "Open Referral HSDS 3.1.")

    @Argument(help: "The file to write: .json for nested services, .zip for the tabular data package.")
    var file: String

    func validate() throws {
        guard file.hasSuffix(".json") || file.hasSuffix(".zip") else { throw ValidationError("Name a file ending in .json or .zip.") }
    }

    func run() async throws {
        let (records, taxonomy) = try await Exported.all()
        if file.hasSuffix(".zip") {
            try Exported.write(try HSDSTabular.write(records, taxonomy: taxonomy), to: file)
        } else {
            try Exported.write(HSDSWriter(records, taxonomy: taxonomy).json(), to: file)
        }
    }
}

/// `parvis export csv`
struct ExportCSV: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "csv", abstract: "One flat table, a line for each service at a location.")

    @Argument(help: "The file to write.")
    var file: String

    func run() async throws {
        let (records, taxonomy) = try await Exported.all()
        try Exported.write(FlatExport(records, taxonomy: taxonomy).csv(), to: file)
    }
}

/// `parvis export geojson`
struct ExportGeoJSON: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "geojson", abstract: "Points of services, GeoJSON.")

    @Argument(help: "The file to write.")
    var file: String

    func run() async throws {
        let (records, taxonomy) = try await Exported.all()
        try Exported.write(FlatExport(records, taxonomy: taxonomy).geoJSON(), to: file)
    }
}

/// What every export reads and how it writes.
enum Exported {
    static func all() async throws -> (DirectoryRecords, Taxonomy) {
        let directory = try await Setting.open().exchange
        return (try await directory.everything(), try await directory.taxonomy())
    }

    /// Whole or not at all: the file before stays until the new one is complete.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Refusal("the file cannot be written; check the folder and the space left", at: .init(file: path))
        }
        print("\(path): \(bytes.count) bytes")
    }
}
