import Core

/// How much one file may weigh. Parsing keeps the bytes and one record at a time, so this bounds the memory of an import.
enum InputLimit {
    static let bytes = 512 * 1024 * 1024

    static func check(_ count: Int, file: String) throws(Refusal) {
        guard count > bytes else { return }
        throw Refusal(
            "the file has \(count / 1_048_576) MB and at most \(bytes / 1_048_576) MB are read: cut it into several", at: .init(file: file))
    }
}
