/// The folding of every letter as a short list, for a program that has no tables of its own: a phone folds what is typed exactly as
/// the server folded what was written.
package enum FoldingRuns {
    /// Neighbouring scalars that fold alike; what no run names separates words.
    package struct Run: Hashable, Sendable {
        package let first: UInt32
        package private(set) var count: UInt32
        package let rule: Rule

        fileprivate mutating func grow() { count += 1 }
    }

    package enum Rule: Hashable, Sendable {
        /// Each becomes the scalar so many further on; 0: itself.
        case moved(Int)
        /// Each becomes these; empty: nothing.
        case letters(String)
    }

    /// In order. Ideographs and Hangul syllables are left out: the first are themselves, the second fold as what they decompose to.
    package static let all: [Run] = {
        var runs: [Run] = []
        for value in scalars {
            guard let scalar = Unicode.Scalar(value), !scalar.isHan, let rule = rule(scalar) else { continue }
            if let last = runs.indices.last, runs[last].first + runs[last].count == value, runs[last].rule == rule {
                runs[last].grow()
            } else {
                runs.append(Run(first: value, count: 1, rule: rule))
            }
        }
        return runs
    }()

    /// Planes 0 and 1 but for Hangul syllables, surrogates and private use, and the compatibility ideographs and tags beyond.
    private static let scalars = [0...0xabff, 0xf900...0x1_ffff, 0x2_f800...0x2_fa1f, 0xe_0000...0xe_01ef].joined().map(UInt32.init)

    private static func rule(_ scalar: Unicode.Scalar) -> Rule? {
        switch Folding.letter(scalar) {
        case .separator: nil
        case .dropped: .letters("")
        case .letters(let letters) where letters.count == 1: .moved(Int(letters[0].value) - Int(scalar.value))
        case .letters(let letters): .letters(letters.reduce(into: "") { $0.unicodeScalars.append($1) })
        }
    }
}
