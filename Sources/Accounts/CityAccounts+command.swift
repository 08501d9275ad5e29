import Core
import Database
import Web

/// What `parvis account` does: the first account of a city has nobody to invite it.
extension CityAccounts {
    private static let author = Act.Author.command("account")

    /// Makes an account, and the link with which its owner chooses a passphrase; no link when the passphrase was typed here.
    ///
    /// - Throws: a `Refusal` for an address that cannot be one, or that has an account.
    package func create(email typed: String, name: String, language: String, passphrase: String? = nil) async throws -> (
        account: Account, link: String?
    ) {
        guard let email = AccountEmail.normalized(typed) else {
            throw Refusal("“\(typed)” is not an address such as name@organization.example", at: .init(field: "email"))
        }
        guard !name.isEmpty, name.count <= 200 else {
            throw Refusal("write the person's name, at most 200 characters", at: .init(field: "name"))
        }
        guard signIn.letters.catalogues.language(tag: language) != nil else {
            throw Refusal("there is no language “\(language)”; write one such as fr or en", at: .init(field: "language"))
        }
        let hash = try await hash(passphrase, own: [name, email])
        let id = signIn.newID()
        let secret = Secret(signIn.randomBytes)
        let now = signIn.now()
        try await signIn.database.write(Act("account.create", by: Self.author, for: "sign-in")) { transaction in
            try AccountStore.add(id: id, email: email, name: name, language: language, transaction)
            if let hash {
                try AccountStore.setPassphrase(hash, of: id, keeping: nil, transaction)
            } else {
                try LinkStore.issue(secret, .invitation, to: id, now: now, transaction)
            }
        }
        let account = try await account(email)
        return (account, hash == nil ? signIn.letters.address(of: secret, account) : nil)
    }

    /// A link with which the owner of an account chooses a new passphrase.
    package func reset(email: String) async throws -> String {
        let account = try await account(email)
        let (secret, now) = (Secret(signIn.randomBytes), signIn.now())
        try await signIn.database.write(Act("account.reset", by: Self.author, for: "sign-in")) { transaction in
            try LinkStore.issue(secret, .reset, to: account.id, now: now, transaction)
        }
        return signIn.letters.address(of: secret, account)
    }

    /// Sets a passphrase that was typed at this machine.
    ///
    /// - Throws: a `Refusal` when the passphrase may not be taken.
    package func setPassphrase(_ typed: String, email: String) async throws {
        let account = try await account(email)
        guard let hash = try await hash(typed, own: [account.name, account.email]) else { return }
        try await signIn.database.write(Act("account.passphrase", by: Self.author, for: "sign-in")) { transaction in
            try AccountStore.setPassphrase(hash, of: account.id, keeping: nil, transaction)
        }
    }

    /// Every account, by name, at most ten thousand.
    package func list() async throws -> [Account] { try await signIn.accounts.all(limit: 10_000) }

    /// The identifier of the account with this address.
    package func identifier(email: String) async throws -> String { try await account(email).id }

    /// The names of people by their account, as colleagues read them beside what was changed.
    package func names(_ accounts: [String]) async throws -> [String: String] {
        let wanted = Set(accounts)
        guard !wanted.isEmpty else { return [:] }
        return try await signIn.accounts.names(wanted)
    }

    /// Closes an account: its sessions end, its factors are forgotten.
    package func close(email: String) async throws {
        let account = try await account(email)
        try await signIn.database.write(Act("account.close", by: Self.author, for: "sign-in")) { transaction in
            try AccountStore.close(account.id, transaction)
        }
    }

    /// Ends every session of one account, or of all.
    ///
    /// - Returns: how many there were.
    package func signOut(email: String?) async throws -> Int {
        let only = try await email == nil ? nil : account(email ?? "").id
        return try await signIn.database.write(Act("account.sign-out", by: Self.author, for: "sign-in")) { transaction in
            try SessionStore.end(only.map { "account_id = \($0)" } ?? "1 = 1", transaction)
        }
    }

    private func hash(_ typed: String?, own: [String]) async throws -> String? {
        guard let typed else { return nil }
        let passphrase = Passphrase(typed)
        if let problem = rules.problem(with: passphrase, own: own) { throw Refusal(problem.sentence) }
        return try await signIn.hasher.hash(passphrase)
    }

    private func account(_ typed: String) async throws -> Account {
        let account = try await signIn.accounts.find(email: AccountEmail.normalized(typed) ?? "")
        guard let account else { throw Refusal("no account has this address; see “parvis account list”", at: .init(field: "email")) }
        guard account.closedAt == nil else { throw Refusal("this account is closed; create another one", at: .init(field: "email")) }
        return account
    }
}

extension PassphraseRules.Problem {
    /// For the command line, which speaks English.
    fileprivate var sentence: String {
        switch self {
        case .tooShort: "the passphrase is too short: take at least \(Passphrase.shortest) characters, such as four or five words"
        case .tooLong: "the passphrase is too long: take at most \(Passphrase.longest) characters"
        case .common: "the passphrase is one that is tried first: take words that have nothing to do with each other"
        case .breached: "the passphrase was stolen somewhere and is known: take another one"
        }
    }
}
