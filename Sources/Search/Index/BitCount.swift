/// Counts bits sixteen vectors at a time (Harley and Seal), because the processors Parvis is built for need not have an instruction
/// that counts them: carry-save adders leave one count for sixteen vectors. Measured here at about a third of the time of word by word.
enum BitCount {
    typealias Vector = SIMD4<UInt64>
    private static let block = 16 * 4

    /// How many bits are set in both.
    ///
    /// Unchecked reads: blocks and single words stay below the length of the shorter buffer.
    static func ofCommon(_ a: UnsafeBufferPointer<UInt64>, _ b: UnsafeBufferPointer<UInt64>) -> Int {
        let count = min(a.count, b.count)
        guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
        let one = UnsafeRawPointer(first)
        let other = UnsafeRawPointer(second)
        var total = 0
        var index = 0
        if count >= block {
            var sum = Vector.zero
            var ones = Vector.zero
            var twos = Vector.zero
            var fours = Vector.zero
            var eights = Vector.zero
            while index + block <= count {
                @inline(__always) func common(_ vector: Int) -> Vector {
                    let offset = (index + vector * 4) * 8
                    return one.loadUnaligned(fromByteOffset: offset, as: Vector.self)
                        & other.loadUnaligned(fromByteOffset: offset, as: Vector.self)
                }
                @inline(__always) func add4(_ start: Int) -> Vector {
                    let twosA = add(&ones, common(start), common(start + 1))
                    let twosB = add(&ones, common(start + 2), common(start + 3))
                    return add(&twos, twosA, twosB)
                }
                let foursA = add4(0)
                let foursB = add4(4)
                let eightsA = add(&fours, foursA, foursB)
                let foursC = add4(8)
                let foursD = add4(12)
                let eightsB = add(&fours, foursC, foursD)
                sum &+= bits(add(&eights, eightsA, eightsB))
                index += block
            }
            let rest = bits(eights) &<< 3 &+ bits(fours) &<< 2 &+ bits(twos) &<< 1 &+ bits(ones)
            total = Int((sum &<< 4 &+ rest).wrappedSum())
        }
        while index < count {
            total += (a[index] & b[index]).nonzeroBitCount
            index += 1
        }
        return total
    }

    /// Adds three bits in each position: the sum stays in `low`, the carry is the answer.
    @inline(__always)
    static func add(_ low: inout Vector, _ a: Vector, _ b: Vector) -> Vector {
        let either = low ^ a
        let carry = (low & a) | (either & b)
        low = either ^ b
        return carry
    }

    /// How many bits are set in each of the four words.
    @inline(__always)
    private static func bits(_ vector: Vector) -> Vector {
        var bits = vector &- (vector &>> 1 & Vector(repeating: 0x5555_5555_5555_5555))
        bits = (bits & Vector(repeating: 0x3333_3333_3333_3333)) &+ (bits &>> 2 & Vector(repeating: 0x3333_3333_3333_3333))
        bits = (bits &+ bits &>> 4) & Vector(repeating: 0x0f0f_0f0f_0f0f_0f0f)
        bits = bits &+ bits &>> 8
        bits = bits &+ bits &>> 16
        return (bits &+ bits &>> 32) & Vector(repeating: 0xff)
    }
}
