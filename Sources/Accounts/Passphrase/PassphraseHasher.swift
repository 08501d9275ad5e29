import Core
import Dispatch
import Foundation
import Synchronization

/// Hashes passphrases beside the server's own threads, a few at once: each takes 64 MiB, and a flood must not take them all.
package final class PassphraseHasher: Sendable {
    let argon2: Argon2
    private let slots: HashingSlots
    private let randomBytes: @Sendable (Int) -> Data
    private let queue = DispatchQueue(label: "parvis.passphrases", attributes: .concurrent)
    private let total = Atomic<Int>(0)
    /// What is verified when there is no account, so that the answer takes as long.
    private let decoy: String

    init(
        _ argon2: Argon2 = .recommended, atOnce: Int = 2, waiting: Int = 32, randomBytes: @escaping @Sendable (Int) -> Data
    ) throws {
        self.argon2 = argon2
        self.randomBytes = randomBytes
        slots = HashingSlots(free: atOnce, mostWaiting: waiting)
        decoy = try argon2.hash(Passphrase(base64url(randomBytes(16))), salt: randomBytes(16))
    }

    /// Hashes of all kinds so far: equal work for equal questions is tested by counting, not by a clock.
    var count: Int { total.load(ordering: .relaxed) }

    func hash(_ passphrase: Passphrase) async throws -> String {
        let (argon2, salt) = (self.argon2, randomBytes(16))
        return try await run { try argon2.hash(passphrase, salt: salt) }
    }

    /// Whether it is the passphrase of an account; without a hash the work is done all the same, for nothing.
    func verify(_ passphrase: Passphrase, against hash: String?) async throws -> Bool {
        let encoded = hash ?? decoy
        let isRight = try await run { try Argon2.verify(passphrase, against: encoded) }
        return isRight && hash != nil
    }

    /// - Throws: `AccountRefusal.busy` when too many already wait.
    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard await slots.take() else { throw AccountRefusal.busy }
        total.add(1, ordering: .relaxed)
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result { try work() }) }
        }
        await slots.giveBack()
        return try result.get()
    }
}

/// So many at once, so many more in a line, and no more.
private actor HashingSlots {
    private var free: Int
    private let mostWaiting: Int
    private var line: [CheckedContinuation<Void, Never>] = []

    init(free: Int, mostWaiting: Int) {
        self.free = free
        self.mostWaiting = mostWaiting
    }

    func take() async -> Bool {
        if free > 0 {
            free -= 1
            return true
        }
        guard line.count < mostWaiting else { return false }
        await withCheckedContinuation { line.append($0) }
        return true
    }

    /// The slot goes to the one who waited longest.
    func giveBack() {
        if line.isEmpty { free += 1 } else { line.removeFirst().resume() }
    }
}
