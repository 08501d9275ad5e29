import Core
import Foundation
import Web

/// Asks browsers for passkeys and looks at what they answer.
struct Passkeys: Sendable {
    let party: RelyingParty
    let challenge: PasskeyChallenge
    let factors: FactorStore
    let now: @Sendable () -> Instant
    let randomBytes: @Sendable (Int) -> Data

    /// What a passkey is asked for; each has challenges of its own, bound to the browser that asked.
    enum Purpose: Sendable {
        /// Alone, instead of passphrase and second proof.
        case entrance
        /// After the passphrase.
        case factor(session: String)
        /// Again, before something sensitive.
        case confirmation(session: String)
        case addition(session: String)

        var text: String {
            switch self {
            case .entrance: "entrance"
            case .factor(let session): "factor|\(session)"
            case .confirmation(let session): "confirmation|\(session)"
            case .addition(let session): "addition|\(session)"
            }
        }
    }

    /// What the browser is asked, for a form marked `data-passkey`.
    func question(_ purpose: Purpose, allowing credentials: [String]) throws -> String {
        let isAlone = if case .entrance = purpose { true } else { false }
        return try json(
            PasskeyQuestion(
                challenge: challenge.make(for: purpose.text, at: now(), randomBytes), rpId: party.id, allowCredentials: credentials,
                userVerification: isAlone ? "required" : "preferred", timeout: PasskeyChallenge.lifetime * 1000))
    }

    /// What the browser is asked to make.
    func offer(_ purpose: Purpose, to account: Account, besides credentials: [String]) throws -> String {
        try json(
            PasskeyOffer(
                challenge: challenge.make(for: purpose.text, at: now(), randomBytes), rp: .init(id: party.id, name: "Parvis"),
                user: .init(id: base64url(Array(account.id.utf8)), name: account.email, displayName: account.name),
                pubKeyCredParams: CredentialKey.algorithms.map { .init(alg: $0) }, excludeCredentials: credentials,
                authenticatorSelection: .init(), timeout: PasskeyChallenge.lifetime * 1000))
    }

    /// The new passkey in a form, and the challenge it answers.
    func registration(_ fields: FormFields, _ purpose: Purpose) throws(PasskeyRefusal) -> (
        credential: AuthenticatorData.Credential, count: UInt32, challenge: String
    ) {
        guard let client = bytes(base64url: fields["client"]), let attestation = bytes(base64url: fields["attestation"]) else {
            throw .malformed
        }
        var used = ""
        let made = try party.passkey(.init(client: client, attestation: attestation)) { text in
            used = text
            return challenge.isOurs(text, for: purpose.text, at: now())
        }
        return (made.credential, made.count, used)
    }

    /// Whose passkey a form shows, and the proof to use up; `account` when only theirs will do.
    func proof(_ fields: FormFields, _ purpose: Purpose, of account: String?) async throws -> (account: String, proof: FactorStore.Proof) {
        guard let client = bytes(base64url: fields["client"]), let data = bytes(base64url: fields["authenticator"]),
            let signature = bytes(base64url: fields["signature"]), fields["credential"].utf8.count <= 1400,
            let passkey = try await factors.passkey(credential: fields["credential"]), account == nil || passkey.accountId == account,
            let key = bytes(base64url: passkey.publicKey)
        else { throw PasskeyRefusal.malformed }
        let owner = base64url(Array(passkey.accountId.utf8))
        // The authenticator says whose passkey it takes itself for; it has to when nobody was named before.
        guard fields["user"] == owner || (account != nil && fields["user"].isEmpty) else { throw PasskeyRefusal.malformed }
        var used = ""
        let count = try party.count(
            .init(client: client, authenticator: data, signature: signature), key: key, needsVerification: account == nil
        ) { text in
            used = text
            return challenge.isOurs(text, for: purpose.text, at: now())
        }
        return (passkey.accountId, .passkey(id: passkey.id, count: count, challenge: used))
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// `PublicKeyCredentialRequestOptions`; bytes are base64url, credentials their identifiers alone.
private struct PasskeyQuestion: Encodable {
    let challenge: String
    let rpId: String
    let allowCredentials: [String]
    let userVerification: String
    let timeout: Int64
}

/// `PublicKeyCredentialCreationOptions`, written the same way.
private struct PasskeyOffer: Encodable {
    struct Party: Encodable {
        let id: String
        let name: String
    }
    struct User: Encodable {
        let id: String
        let name: String
        let displayName: String
    }
    struct Algorithm: Encodable {
        let alg: Int64
        let type = "public-key"
    }
    struct Selection: Encodable {
        let residentKey = "required"
        let requireResidentKey = true
        let userVerification = "required"
    }
    let challenge: String
    let rp: Party
    let user: User
    let pubKeyCredParams: [Algorithm]
    let excludeCredentials: [String]
    let authenticatorSelection: Selection
    let attestation = "none"
    let timeout: Int64
}

/// A button for passkeys, with the hidden form it sends; a browser without script does not see it: `data-passkey`.
struct PasskeyButton: Sendable {
    let action: String
    let token: String
    /// Where to go afterwards.
    let target: String
    let question: String
    let button: Text
    /// In an attribute: without its language.
    let failed: String
}
