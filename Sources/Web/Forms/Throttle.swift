import Crypto
import Foundation
import Synchronization

/// How often one place, and everybody together, may do something: token buckets in bounded memory.
///
/// Addresses are kept only as keyed hashes, and only in memory.
package final class Throttle: Sendable {
    /// A bucket holds `capacity` tokens and gets one back every `refill` seconds.
    package struct Rate: Hashable, Sendable {
        let capacity: Double
        let refill: Double

        package init(capacity: Int, refill: Double) {
            self.capacity = Double(max(1, capacity))
            self.refill = max(0.001, refill)
        }
    }

    private struct Bucket {
        var tokens: Double
        var time: Double
    }

    private struct State {
        var buckets: [UInt64: Bucket] = [:]
        var everybody: Bucket
    }

    private let perAddress: Rate
    private let everybody: Rate
    private let most: Int
    private let key: SymmetricKey
    /// Seconds of a clock that never goes back.
    private let now: @Sendable () -> Double
    private let state: Mutex<State>

    package init(
        perAddress: Rate, everybody: Rate, most: Int = 10_000, key: Data, now: @escaping @Sendable () -> Double
    ) {
        self.perAddress = perAddress
        self.everybody = everybody
        self.most = max(1, most)
        self.key = SymmetricKey(data: key)
        self.now = now
        state = Mutex(State(everybody: Bucket(tokens: everybody.capacity, time: now())))
    }

    /// Takes one token for the address and one for everybody; false when either has none left, and then takes neither.
    package func allows(_ address: String?) -> Bool {
        let place = place(address ?? "")
        let time = now()
        return state.withLock { state in
            var own = filled(state.buckets[place] ?? Bucket(tokens: perAddress.capacity, time: time), perAddress, time)
            var all = filled(state.everybody, everybody, time)
            let allowed = own.tokens >= 1 && all.tokens >= 1
            if allowed {
                own.tokens -= 1
                all.tokens -= 1
            }
            if state.buckets[place] == nil, state.buckets.count >= most { makeRoom(&state, time) }
            state.buckets[place] = own
            state.everybody = all
            return allowed
        }
    }

    /// How many places are remembered now.
    var count: Int { state.withLock { $0.buckets.count } }

    private func filled(_ bucket: Bucket, _ rate: Rate, _ time: Double) -> Bucket {
        let gained = max(0, time - bucket.time) / rate.refill
        return Bucket(tokens: min(rate.capacity, bucket.tokens + gained), time: time)
    }

    /// Forgets the buckets that are full again; when there are none, the half that was used longest ago.
    private func makeRoom(_ state: inout State, _ time: Double) {
        state.buckets = state.buckets.filter { filled($0.value, perAddress, time).tokens < perAddress.capacity }
        guard state.buckets.count >= most else { return }
        let kept = state.buckets.sorted { $0.value.time > $1.value.time }.prefix(most / 2)
        state.buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }

    /// One place is one IPv4 address, or the first 64 bits of an IPv6 one.
    private func place(_ address: String) -> UInt64 {
        let shortened =
            address.contains(":")
            ? address.split(separator: ":", omittingEmptySubsequences: false).prefix(4).joined(separator: ":") : address
        return HMAC<SHA256>.authenticationCode(for: Data(shortened.utf8), using: key).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
