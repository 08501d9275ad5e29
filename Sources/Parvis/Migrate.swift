import ArgumentParser
import City
import Database

/// `parvis migrate`
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's tables up to this version; with PostgreSQL, before serve.")

    @Flag(help: "Only list what is missing.")
    var dryRun = false

    func run() async throws {
        let setting = try await Setting.open(migrates: false)
        let migrator = Migrator(setting.database, CityServer.migrations)
        let migrations = try await dryRun ? migrator.pending() : migrator.migrate()
        for migration in migrations { print(dryRun ? "missing: \(migration.id)" : "applied: \(migration.id)") }
        if migrations.isEmpty { print("The database is up to date.") }
    }
}
