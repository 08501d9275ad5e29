/// Integer arithmetic that never traps on hostile numbers.
extension Int {
    /// Quotient rounded towards minus infinity; the divisor is positive.
    func flooredDivision(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    /// Sum that stops at the ends of `Int`.
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}

extension UInt {
    /// Decimal digits with zeros in front, at least so many.
    func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

extension [UInt8] {
    /// The decimal number written in a range of ASCII bytes, or nothing when another character is there.
    func decimal(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= count, !range.isEmpty, range.count <= 9 else { return nil }
        var value = 0
        for byte in self[range] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
