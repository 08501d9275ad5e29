import Core
import Crypto
import Database
import Foundation

/// Finds out whether somebody is who they say, at the same cost whoever they say they are.
struct SignIn: Sendable {
    let database: Database
    let accounts: AccountStore
    let attempts: AttemptStore
    let devices: DeviceStore
    let sessions: SessionStore
    let hasher: PassphraseHasher
    let letters: AccountLetters
    let now: @Sendable () -> Instant
    let newID: @Sendable () -> String
    let randomBytes: @Sendable (Int) -> Data

    enum Answer: Sendable {
        /// The address or the passphrase is wrong; which one is not said.
        case refused
        /// Seconds.
        case wait(Int64)
        case entered(Entry)
    }

    /// What the browser gets.
    struct Entry: Sendable {
        let stage: AccountSession.Stage
        let session: Secret
        /// Set when the session is open.
        let device: Secret?
    }

    /// Checks a passphrase and opens a session, or the step that asks for the second factor.
    func enter(email typed: String, _ passphrase: Passphrase, _ visitor: Visitor) async throws -> Answer {
        let email = AccountEmail.normalized(typed) ?? ""
        let account = try await accounts.find(email: email)
        let isKnown = try await devices.knows(visitor.device, account: account?.id, at: now())
        let lanes = lanes("passphrase", account: email, isKnown ? visitor.device : nil, visitor)
        if let wait = try await attempts.begin(lanes) { return .wait(wait) }
        let isRight = try await hasher.verify(passphrase, against: account?.closedAt == nil ? account?.passphrase : nil)
        guard isRight, let account else { return .refused }
        let better = hasher.argon2.isStronger(than: account.passphrase ?? "") ? try await hasher.hash(passphrase) : nil
        return .entered(try await enter(account, visitor, isKnown: isKnown, lanes, betterHash: better))
    }

    private func enter(
        _ account: Account, _ visitor: Visitor, isKnown: Bool, _ lanes: [AttemptLane], betterHash: String?
    ) async throws -> Entry {
        let opening = self.opening(account, visitor, isKnown: isKnown)
        let secret = attempts.secret
        return try await database.write(Act("account.enter", by: .person(account.id), for: "sign-in")) { transaction in
            try AttemptStore.succeed(lanes, secret, transaction)
            if let betterHash {
                try transaction.execute(
                    "UPDATE account SET passphrase = \(betterHash) WHERE id = \(account.id) AND passphrase = \(account.passphrase)")
            }
            let factors = try transaction.value(Int.self, "SELECT COUNT(*) FROM account_factor WHERE account_id = \(account.id)") ?? 0
            return try opening.run(stage: factors > 0 ? .factor : .open, secondFactorAt: nil, transaction)
        }
    }

    /// What opens a session once everything asked for was shown.
    func opening(_ account: Account, _ visitor: Visitor, isKnown: Bool) -> SessionOpening {
        SessionOpening(
            account: account, browser: visitor.browser, isKnownDevice: isKnown, oldDevice: visitor.device, session: Secret(randomBytes),
            device: Secret(randomBytes), id: newID(), now: now(), limits: sessions.limits, letters: letters)
    }

    /// A known device is counted alone; anything else by account and by address.
    func lanes(_ purpose: String, account: String, _ device: Secret?, _ visitor: Visitor) -> [AttemptLane] {
        if let device { return [AttemptLane(purpose: purpose, kind: .device, key: device.hash)] }
        return [AttemptLane(purpose: purpose, kind: .account, key: account), .address(visitor.address, for: purpose)]
    }
}

/// A session about to be opened, with its new secrets: an old one is never taken over.
struct SessionOpening: Sendable {
    let account: Account
    let browser: String
    let isKnownDevice: Bool
    let oldDevice: Secret?
    let session: Secret
    let device: Secret
    let id: String
    let now: Instant
    let limits: SessionLimits
    let letters: AccountLetters

    func run(stage: AccountSession.Stage, secondFactorAt: Instant?, _ transaction: Transaction) throws -> SignIn.Entry {
        try SessionStore.open(
            session, id: id, account: account.id, stage: stage, browser: browser, isKnownDevice: isKnownDevice,
            secondFactorAt: secondFactorAt, now: now, limits: limits, transaction)
        guard stage == .open else { return SignIn.Entry(stage: stage, session: session, device: nil) }
        try DeviceStore.remember(device, insteadOf: oldDevice, account: account.id, transaction)
        if !isKnownDevice { try letters.newDevice(account, browser: browser, at: now, transaction) }
        return SignIn.Entry(stage: stage, session: session, device: device)
    }
}
