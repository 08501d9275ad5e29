/// What somebody outside has seen of the journal at one moment.
struct Claim: Sendable {
    let size: Int64
    /// Who, for the sentence that tells.
    let witness: String
    let content: Content

    enum Content: Sendable {
        case checkpoint(DaySeal)
        /// The beginning of the root, copied by hand.
        case written(String)
    }

    /// Whether the seal of the day so far is the one that was seen.
    func holds(for seal: DaySeal) -> Bool {
        switch content {
        case .checkpoint(let seen): seen == seal
        case .written(let root): root == seal.chain.written
        }
    }

    /// The seal that was seen; nothing for a line of a register.
    var seal: DaySeal? {
        if case .checkpoint(let seal) = content { seal } else { nil }
    }
}
