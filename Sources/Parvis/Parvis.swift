import ArgumentParser

/// The command line: one command a piece of work, each with `--help`.
@main
struct Parvis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parvis",
        abstract: "The open, self-hosted platform of a welcoming city.",
        discussion: """
            The environment decides where: PARVIS_DATA (folder of the embedded database), PARVIS_DATABASE_URL (PostgreSQL instead),
            PARVIS_KEYS (file of the master keys) or PARVIS_MASTER_KEY, PARVIS_CHECKPOINTS (file of the journal's checkpoints), HOST,
            PORT, PARVIS_PUBLIC_URL, PARVIS_PACK, PARVIS_HOME, PARVIS_SECURITY_CONTACT (for security.txt).
            A command ends with 0 when it is done, 1 when it failed and nothing was half written, 2 when it was called wrongly.
            """,
        version: "parvis 0.1.0",
        subcommands: [
            Serve.self, Migrate.self, Import.self, Export.self, Keys.self, Verify.self, Backup.self, Restore.self, Jobs.self, Print.self,
            AccountCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            Ending(error).exit()
        }
    }
}
