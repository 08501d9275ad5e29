import ArgumentParser
import City
import Core
import Database
import Foundation
import Sealing
import Vault

/// `parvis verify`
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that the journal is whole: nothing altered, cut, exchanged, inserted or rolled back.",
        discussion: """
            Reads every entry and compares it with its seal. What was kept outside the database tells whether it is an older copy: the file
            PARVIS_CHECKPOINTS names is always compared when it is there.
            Ends with 0 when the journal is whole, 1 when it is not (each finding is one sentence), 2 when called wrongly.
            """)

    @Option(help: "Compare with checkpoints kept elsewhere: a file, or the address of another Parvis. May be repeated.")
    var witness: [String] = []

    @Option(help: "Compare with a line of the register, as --print writes it. May be repeated.")
    var register: [String] = []

    @Option(help: "Trust this public key instead of the vault's, as --key writes it. May be repeated.")
    var publicKey: [String] = []

    @Flag(help: "Take entries behind the last seal as they are: for a backup, which ends with such entries.")
    var allowUnsealed = false

    @Flag(help: "Only print the newest checkpoint as one line for the register.")
    var print = false

    @Flag(help: "Only print the public key of the checkpoints.")
    var key = false

    func validate() throws {
        if print && key { throw ValidationError("--print and --key are two questions; ask one.") }
        for text in publicKey where CheckpointPublicKey(text) == nil {
            throw ValidationError("“\(text)” is not a public key; copy what “parvis verify --key” or /api/v1/checkpoints says.")
        }
    }

    func run() async throws {
        let setting = try await Setting.open(migrates: false)
        try await Migrator(setting.database, CityServer.migrations).check()
        let keys = try await trustedKeys(setting)
        if key { return say(keys[0].text(for: setting.configuration.journalOrigin)) }
        if print { return try await printLine(setting, keys) }
        let verification = try await verification(keys, setting.configuration)
        let start = ContinuousClock.now
        let progress = Progress()
        let report = try await verification.run(setting.database) { done, all in
            progress.show("\(done) of \(all) entries, \(done * 100 / max(all, 1)) %")
        }
        progress.end()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        say(report.sentence)
        for finding in report.findings { say("- \(finding)") }
        if report.more > 0 { say("- and \(report.more) more.") }
        say("\(report.entries) entries read in \(Self.rounded(seconds)) s, \(Int(Double(report.entries) / max(seconds, 0.001))) a second.")
        if !report.isWhole { throw ExitCode(1) }
    }

    private func trustedKeys(_ setting: Setting) async throws -> [CheckpointPublicKey] {
        let given = publicKey.compactMap { CheckpointPublicKey($0) }
        if !given.isEmpty { return given }
        let vault = try await Vault.open(setting.database, keys: CityServer.keySource(setting.configuration))
        return [try CityServer.checkpointKey(vault).publicKey]
    }

    private func verification(_ keys: [CheckpointPublicKey], _ configuration: Configuration) async throws -> Verification {
        var verification = Verification(keys: keys, now: .systemClock, allowsUnsealed: allowUnsealed)
        if let file = configuration.checkpoints, FileManager.default.fileExists(atPath: file) {
            verification.compare(with: try Witness(file).notes(), of: file)
        }
        for source in witness { verification.compare(with: try await Witness(source).fetched(), of: source) }
        for line in register { verification.compare(with: try RegisterLine(line)) }
        return verification
    }

    private func printLine(_ setting: Setting, _ keys: [CheckpointPublicKey]) async throws {
        guard let note = try await SealReader(database: setting.database).checkpoints(limit: 1).first else {
            throw Refusal("the journal has no checkpoint yet; start “parvis serve”, which seals it every minute")
        }
        guard let checkpoint = note.checkpoint(signedBy: keys) else {
            throw Refusal("the newest checkpoint is not signed with this city's key; run “parvis verify”")
        }
        say(RegisterLine.text(checkpoint))
    }

    private static func rounded(_ seconds: Double) -> String { String(format: "%.2f", seconds) }

    private func say(_ line: String) { Swift.print(line) }
}
