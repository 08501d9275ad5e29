import Accounts
import ArgumentParser
import City
import Core
import Directory
import Foundation

/// `parvis account`
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Make, reset, list and close the accounts of those who work with Parvis, and give them roles.",
        subcommands: [Create.self, Grant.self, Reset.self, SignOut.self, List.self, Close.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account; prints a link that sets its passphrase once, within seven days.")

        @Option(help: "The address of mail the person signs in with.")
        var email: String
        @Option(help: "The person's name, as colleagues will read it.")
        var name: String
        @Option(help: "The language letters are written in.")
        var language = "fr"
        @OptionGroup var typed: TypedPassphrase

        func run() async throws {
            let accounts = try await AccountCommand.accounts()
            let made = try await accounts.create(email: email, name: name, language: language, passphrase: try typed.read())
            print("\(made.account.email)\t\(made.link ?? "created")")
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a link that sets a new passphrase once, within an hour; the old one works until then.")

        @Option(help: "The account's address of mail.")
        var email: String
        @OptionGroup var typed: TypedPassphrase

        func run() async throws {
            let accounts = try await AccountCommand.accounts()
            guard let passphrase = try typed.read() else { return print("\(email)\t\(try await accounts.reset(email: email))") }
            try await accounts.setPassphrase(passphrase, email: email)
            print("\(email)\tchanged")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts: address, name, since when, closed when.")

        func run() async throws {
            for account in try await AccountCommand.accounts().list() {
                print(
                    [account.email, account.name, "\(account.createdAt)", account.closedAt.map { "closed \($0)" } ?? ""].joined(
                        separator: "\t"))
            }
        }
    }

    struct SignOut: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-out", abstract: "End every session of an account, or of everybody: whoever was signed in signs in again.")

        @Option(help: "The account's address of mail.")
        var email: String?
        @Flag(help: "Everybody's sessions.")
        var everybody = false

        func validate() throws {
            guard everybody != (email != nil) else { throw ValidationError("name an account with --email, or --everybody") }
        }

        func run() async throws {
            let ended = try await AccountCommand.accounts().signOut(email: email)
            print("\(email ?? "everybody")\t\(ended) sessions ended")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close an account: its sessions end at once and nothing opens it again.")

        @Option(help: "The account's address of mail.")
        var email: String

        func run() async throws {
            try await AccountCommand.accounts().close(email: email)
            print("\(email)\tclosed")
        }
    }

    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a role in the whole city, or in one organization of the directory.")

        @Option(help: "The account's address of mail.")
        var email: String
        @Option(help: "The role, as city-coordinator, platform-administrator, directory-editor, translator.")
        var role: String
        @Option(help: "The identifier of the organization in the directory; the whole city without it.")
        var organization: String?

        func run() async throws {
            let server = try await Setting.open().server()
            try await server.organizations.begin()
            let account = try await server.accounts.identifier(email: email)
            let roles = try await server.organizations.roleNames()
            guard roles.contains(role) else {
                throw Refusal("there is no role “\(role)”; there are: \(roles.joined(separator: ", "))", at: .init(field: "role"))
            }
            do {
                if let organization {
                    let name = try await server.directory.organizationName(organization)
                    try await server.organizations.grantRole(role, to: account, in: organization, named: name)
                } else {
                    try await server.organizations.grantCityRole(role, to: account)
                }
            } catch let refusal as OrganizationRefusal where refusal == .wrongLevel {
                let place =
                    organization == nil ? "in the whole city; name an --organization" : "in an organization; leave --organization out"
                throw Refusal("“\(role)” is not a role one holds \(place)", at: .init(field: "role"))
            }
            print("\(email)\t\(role)\t\(organization ?? "city")")
        }
    }

    private static func accounts() async throws -> CityAccounts { try await Setting.open().server().accounts }
}

/// A passphrase somebody types now, where a link would be printed otherwise.
struct TypedPassphrase: ParsableArguments {
    @Flag(help: "Ask for the passphrase here, or read it from standard input, instead of printing a link.")
    var passphrase = false

    /// From the terminal without showing it, or the first line of standard input; never from an argument, which others can list.
    ///
    /// - Returns: nil when nobody wants to type one.
    func read() throws -> String? {
        guard passphrase else { return nil }
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine() else { throw Refusal("no passphrase came on standard input") }
            return line
        }
        guard let typed = getpass("Passphrase: ").map({ String(cString: $0) }), let again = getpass("Again: ").map({ String(cString: $0) }),
            typed == again
        else { throw Refusal("the two passphrases are not the same; nothing was changed") }
        return typed
    }
}
