import Core
import Crypto
import Foundation

/// What stands in clear at the beginning of a backup: nothing about anybody.
struct BackupHeader: Codable, Sendable {
    let id: String
    let takenAt: String
    /// The version of the master key that opens it.
    let keyVersion: Int
}

/// A backup on the disk: a line that names the format, a line of header, then encrypted pieces, each with its place and whether
/// it is the last. Nothing can be altered, left out, added or put in another order without being noticed.
struct BackupFile {
    static let format = Data("parvis backup 1\n".utf8)
    private static let piece = 1 << 20

    let path: String

    /// Encrypts a file into the backup; returns its size and SHA-256.
    func write(_ source: String, header: BackupHeader, by master: SymmetricKey) throws -> (bytes: Int, digest: String) {
        let input = try FileHandle(forReadingFrom: URL(filePath: source))
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw refusal(errno == EEXIST ? "there is already a file; name another" : "the file cannot be written")
        }
        let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let line = try JSONEncoder().encode(header) + Data("\n".utf8)
        let key = Self.key(header, master)
        var (hash, bytes, index) = (SHA256(), 0, 0)
        func put(_ data: Data) throws {
            hash.update(data: data)
            bytes += data.count
            try output.write(contentsOf: data)
        }
        try put(Self.format + line)
        var next = try input.read(upToCount: Self.piece) ?? Data()
        while true {
            let after = next.isEmpty ? Data() : try input.read(upToCount: Self.piece) ?? Data()
            let box = try AES.GCM.seal(next, using: key, authenticating: Self.context(line, index, isLast: after.isEmpty))
            let sealed = box.combined ?? Data()
            try put(withUnsafeBytes(of: UInt32(sealed.count).bigEndian) { Data($0) } + sealed)
            if after.isEmpty { break }
            next = after
            index += 1
        }
        try output.synchronize()
        return (bytes, hash.finalize().hexadecimal)
    }

    /// Decrypts the backup into a new file. Refused, with nothing left behind, when one byte is missing, added or changed.
    func read(into target: String, master: (Int) throws -> SymmetricKey) throws -> BackupHeader {
        guard let input = FileHandle(forReadingAtPath: path) else { throw refusal("the file does not exist or cannot be read") }
        guard try input.read(upToCount: Self.format.count) == Self.format else { throw refusal("this is not a backup of Parvis") }
        let line = try line(input)
        guard let header = try? JSONDecoder().decode(BackupHeader.self, from: line) else { throw altered }
        let key = Self.key(header, try master(header.keyVersion))
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Refusal("cannot be written; is the folder there and empty?", at: .init(file: target)) }
        let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try decrypt(input, line: line, key: key, into: output)
            try output.synchronize()
        } catch {
            unlink(target)
            throw error
        }
        return header
    }

    private func decrypt(_ input: FileHandle, line: Data, key: SymmetricKey, into output: FileHandle) throws {
        var index = 0
        while true {
            guard let size = try input.read(upToCount: 4), size.count == 4 else { throw altered }
            let count = size.reduce(0) { $0 << 8 | Int($1) }
            guard (28...Self.piece + 28).contains(count), let sealed = try input.read(upToCount: count), sealed.count == count,
                let box = try? AES.GCM.SealedBox(combined: sealed)
            else { throw altered }
            let isLast = try input.offset() == input.size()
            // Whatever does not open was altered, cut or moved.
            guard let clear = try? AES.GCM.open(box, using: key, authenticating: Self.context(line, index, isLast: isLast)) else {
                throw altered
            }
            try output.write(contentsOf: clear)
            if isLast { return }
            index += 1
        }
    }

    private func line(_ input: FileHandle) throws -> Data {
        var line = Data()
        while line.count < 4_096, let byte = try input.read(upToCount: 1), !byte.isEmpty {
            line += byte
            if byte.first == UInt8(ascii: "\n") { return line }
        }
        throw altered
    }

    private static func key(_ header: BackupHeader, _ master: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: master, info: Context("parvis backup 1", [header.id]).bytes, outputByteCount: 32)
    }

    private static func context(_ line: Data, _ index: Int, isLast: Bool) -> Data {
        line + Data("\(index) \(isLast)".utf8)
    }

    private var altered: Refusal {
        refusal("the backup is incomplete, was altered, or belongs to other master keys; nothing was restored, take another one")
    }

    private func refusal(_ reason: String) -> Refusal { Refusal(reason, at: .init(file: path)) }
}

extension FileHandle {
    /// Of the whole file, in bytes.
    fileprivate func size() throws -> UInt64 {
        var status = stat()
        return fstat(fileDescriptor, &status) == 0 ? UInt64(status.st_size) : 0
    }
}
