import ArgumentParser
import City
import Directory
import Logging

/// `parvis serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the city's pages and API; an empty database gets the city pack first.")

    func run() async throws {
        let setting = try await Setting.open()
        let server = try await setting.server()
        if let report = try await server.loadPackIfEmpty() {
            setting.logger.notice("City pack loaded", metadata: ["records": "\(report.created.count)"])
        }
        try await server.run()
    }
}
