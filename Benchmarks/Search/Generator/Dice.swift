import Foundation

/// SplitMix64: the same numbers on every machine and in every run.
package struct Dice: Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    /// The dice of one numbered thing, so that things can be made in any order.
    package init(_ seed: UInt64, _ number: Int) {
        self.init(seed &+ UInt64(truncatingIfNeeded: number) &* 0xd134_2543_de82_ef95)
        state = next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
        return bits ^ bits >> 31
    }

    /// From 0 to 1, 1 left out.
    package mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }
    package mutating func chance(_ share: Double) -> Bool { self.share() < share }
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// A rank from 0 whose frequency falls as 1/rank (Zipf).
    package mutating func rank(below bound: Int) -> Int { min(bound - 1, Int(pow(Double(bound), share())) - 1) }

    /// Normal, mean 0, deviation 1.
    package mutating func normal() -> Double {
        (-2 * log(max(share(), 1e-12))).squareRoot() * cos(2 * .pi * share())
    }
}
