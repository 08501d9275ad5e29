import Accounts
import Background
import Core
import Foundation

/// What whoever runs Parvis decides, read from the environment; everything has a default that works.
package struct Configuration: Sendable {
    /// `HOST`
    package var host: String
    /// `PORT`
    package var port: Int
    /// `PARVIS_DATA`: the folder of the embedded database.
    package var data: URL
    /// `PARVIS_DATABASE_URL`: PostgreSQL instead.
    package var databaseURL: String?
    /// `PARVIS_KEYS`: the file of the master keys, which nobody else may read.
    package var keys: String?
    /// `PARVIS_MASTER_KEY`: the master keys themselves instead.
    package var masterKey: String?
    /// `PARVIS_CHECKPOINTS`: the file that keeps the journal's checkpoints outside the database.
    package var checkpoints: String?
    /// `PARVIS_HOME`: the folder of templates, catalogues, public files and city packs.
    package var home: URL {
        get throws(Refusal) {
            if let found { return found }
            throw Refusal(
                "the folder of templates was not found; start Parvis in its own folder or name that folder here",
                at: .init(field: "PARVIS_HOME"))
        }
    }
    private let found: URL?
    /// `PARVIS_PUBLIC_URL`: how others reach this Parvis; written in QR codes and shared links.
    package var publicAddress: String
    /// `PARVIS_PACK`: the city pack loaded into an empty database.
    package var pack: String
    /// `PARVIS_PSEUDO=1`: also offer the pseudo-languages, to see what is not translated.
    package var pseudoLanguages: Bool
    /// `PARVIS_BREACHED`: a list of stolen passphrases, made with `scripts/breached-list`; none when the variable is not set.
    package var breachedList: URL?
    /// `PARVIS_OIDC_…`: another place where professionals may sign in, such as ProConnect; none when no such variable is set.
    package var provider: ProviderSettings?
    /// `PARVIS_MAIL_FROM`: the address letters come from; without it they wait in the outbox.
    package var mailFrom: String?
    /// `PARVIS_SENDMAIL`: the system's mail program.
    package var sendmail: String
    /// `PARVIS_SECURITY_CONTACT`: to whom a weakness is told (`mailto:…` or `https://…`); without it there is no security.txt.
    package var securityContact: String?
    /// `PARVIS_WEBHOOKS_TO_LOOPBACK=1`: for a trial, messages to other systems may go to this machine without TLS.
    package var webhookReach: WebhookAddress.Reach
    /// `PARVIS_TRUSTED_PROXIES`: how many reverse proxies in front of Parvis add to `X-Forwarded-For`.
    package var trustedProxies: Int

    /// - Throws: a `Refusal` naming the variable that cannot be used.
    package init(_ environment: [String: String], workingFolder: URL, executable: URL) throws {
        host = environment["HOST"] ?? "127.0.0.1"
        port = try Self.port(environment["PORT"])
        data = URL(filePath: environment["PARVIS_DATA"] ?? workingFolder.appending(path: "var").path)
        databaseURL = environment["PARVIS_DATABASE_URL"]
        keys = environment["PARVIS_KEYS"]
        masterKey = environment["PARVIS_MASTER_KEY"]
        checkpoints = environment["PARVIS_CHECKPOINTS"] ?? (databaseURL == nil ? data.appending(path: "checkpoints").path : nil)
        found = Self.home(environment["PARVIS_HOME"], workingFolder, executable)
        publicAddress = try Self.address(environment["PARVIS_PUBLIC_URL"]) ?? "http://\(host):\(port)"
        pack = environment["PARVIS_PACK"] ?? "paris"
        trustedProxies = try Self.proxies(environment["PARVIS_TRUSTED_PROXIES"])
        securityContact = try Self.contact(environment["PARVIS_SECURITY_CONTACT"])
        breachedList = environment["PARVIS_BREACHED"].map { URL(filePath: $0) }
        provider = try ProviderSettings(environment)
        mailFrom = environment["PARVIS_MAIL_FROM"]
        sendmail = environment["PARVIS_SENDMAIL"] ?? "/usr/sbin/sendmail"
        webhookReach = environment["PARVIS_WEBHOOKS_TO_LOOPBACK"] == "1" ? .loopbackToo : .publicInternet
        pseudoLanguages = environment["PARVIS_PSEUDO"] == "1"
    }

    package var packFolder: String { get throws(Refusal) { try home.appending(path: "packs/\(pack)").path } }

    /// The name under which the journal's checkpoints are signed: `accueil.example/journal`.
    package var journalOrigin: String {
        let host = publicAddress.split(separator: "//").last.map(String.init) ?? publicAddress
        return host.filter { $0 != "+" && !$0.isWhitespace } + "/journal"
    }

    /// How letters go out; nothing when nobody said from which address.
    ///
    /// - Throws: a `Refusal` when the address cannot be one.
    var mail: (program: Sendmail, sender: MailSender)? {
        get throws {
            guard let mailFrom else { return nil }
            do {
                return (Sendmail(path: sendmail), try MailSender(address: mailFrom, name: "Parvis"))
            } catch is MailRefusal {
                throw Refusal("is “\(mailFrom)”, not an address such as parvis@city.example", at: .init(field: "PARVIS_MAIL_FROM"))
            }
        }
    }

    private static func proxies(_ text: String?) throws -> Int {
        guard let text else { return 0 }
        guard let number = Int(text), (0...10).contains(number) else {
            throw Refusal("is “\(text)”, not a number from 0 to 10", at: .init(field: "PARVIS_TRUSTED_PROXIES"))
        }
        return number
    }

    private static func contact(_ text: String?) throws -> String? {
        guard let text else { return nil }
        let isAddress = text.hasPrefix("mailto:") || text.hasPrefix("https://")
        guard isAddress, text.utf8.count <= 500, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw Refusal(
                "is not an address that begins with mailto: or https://, without spaces", at: .init(field: "PARVIS_SECURITY_CONTACT"))
        }
        return text
    }

    private static func port(_ text: String?) throws -> Int {
        guard let text else { return 8080 }
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw Refusal("is “\(text)”, not a port from 0 to 65535", at: .init(field: "PORT"))
        }
        return port
    }

    private static func address(_ text: String?) throws -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw Refusal("is “\(text)”; write an address such as https://accueil.example", at: .init(field: "PARVIS_PUBLIC_URL"))
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// The folder that was named, or the nearest one above the working folder or the program that has `Templates`.
    private static func home(_ named: String?, _ workingFolder: URL, _ executable: URL) -> URL? {
        if let named { return URL(filePath: named) }
        for start in [workingFolder, executable.deletingLastPathComponent()] {
            var folder = start.standardizedFileURL
            for _ in 0..<6 {
                if FileManager.default.fileExists(atPath: folder.appending(path: "Templates").path) { return folder }
                folder = folder.deletingLastPathComponent()
            }
        }
        return nil
    }
}
