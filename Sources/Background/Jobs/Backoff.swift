/// How long to wait before the next attempt: twice as long each time, with some chance in it so that many do not come back at once.
package struct Backoff: Sendable, Hashable {
    /// Seconds.
    package let first: Int64
    package let longest: Int64

    package init(first: Int64, longest: Int64) {
        self.first = first
        self.longest = longest
    }

    /// Seconds until the attempt after this one: between half and the whole of the doubled time.
    ///
    /// - Parameter chance: from 0 to 1.
    func delay(after attempt: Int, chance: Double) -> Int64 {
        let doubled = (0..<max(0, attempt - 1)).reduce(first) { delay, _ in min(longest, delay * 2) }
        return max(1, Int64((Double(min(longest, doubled)) * (0.5 + chance / 2)).rounded()))
    }
}
