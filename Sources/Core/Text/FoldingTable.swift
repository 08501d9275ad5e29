/// The folding of every scalar below U+3000 looked up once, because reading a directory asks for it millions of times.
///
/// Most letters fold to one scalar, which the table holds itself; the few that fold to several are in `expansions`.
struct FoldingTable: Sendable {
    static let shared = FoldingTable()

    /// 0: separator; 1: dropped; with the top bit: an index into `expansions`; else the folded scalar.
    private let entries: [UInt32]
    private let expansions: [[Unicode.Scalar]]

    private init() {
        var entries = [UInt32](repeating: 0, count: 0x3000)
        var expansions: [[Unicode.Scalar]] = []
        for value in entries.indices {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            switch Folding.letter(scalar) {
            case .separator: continue
            case .dropped: entries[value] = 1
            case .letters(let letters) where letters.count == 1: entries[value] = letters[0].value
            case .letters(let letters):
                entries[value] = 1 << 31 | UInt32(expansions.count)
                expansions.append(letters)
            }
        }
        self.entries = entries
        self.expansions = expansions
    }

    /// What one scalar becomes: `emit` gets each folded scalar; the answer is whether it belongs to a word.
    @inline(__always)
    func fold(_ scalar: Unicode.Scalar, emit: (Unicode.Scalar) -> Void) -> Bool {
        guard scalar.value < 0x3000 else { return foldRare(scalar, emit: emit) }
        let entry = entries[Int(scalar.value)]
        if entry == 0 { return false }
        if entry >> 31 == 1 {
            for letter in expansions[Int(entry & 0x7fff_ffff)] { emit(letter) }
        } else if entry != 1, let letter = Unicode.Scalar(entry) {
            emit(letter)
        }
        return true
    }

    private func foldRare(_ scalar: Unicode.Scalar, emit: (Unicode.Scalar) -> Void) -> Bool {
        if scalar.isHan {
            emit(scalar)
            return true
        }
        switch Folding.letter(scalar) {
        case .separator: return false
        case .dropped: return true
        case .letters(let letters):
            for letter in letters { emit(letter) }
            return true
        }
    }
}

extension Unicode.Scalar {
    /// Unified ideographs, written without spaces between words.
    var isHan: Bool {
        switch value {
        case 0x3400...0x4dbf, 0x4e00...0x9fff, 0x20000...0x323af: true
        default: false
        }
    }

    var isCyrillic: Bool { (0x0400...0x052f).contains(value) }
    var isLatin: Bool { value < 0x250 && value >= 0x61 }
    var isArabic: Bool { (0x0600...0x06ff).contains(value) }
    var isApostrophe: Bool { value == 0x27 || value == 0x2019 || value == 0x02bc }
}
