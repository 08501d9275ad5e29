import Foundation

/// The system's mail program, by the interface every mail system of this kind of machine has: `sendmail -t -i`.
package struct Sendmail: Sendable {
    let path: String
    /// How long it may take, in seconds.
    let patience: Int

    package init(path: String = "/usr/sbin/sendmail", patience: Int = 30) {
        self.path = path
        self.patience = patience
    }

    /// Hands over one message. The program blocks, so it is waited for on a thread of its own.
    func send(_ message: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { continuation.resume(with: Result { try run(Array(message.utf8)) }) }
        }
    }

    private func run(_ message: [UInt8]) throws {
        let (program, input) = try start()
        defer { close(input) }
        let isTaken = write(message, to: input)
        shutdown(input, Int32(SHUT_WR))
        let status = wait(for: program)
        guard status == 0, isTaken else { throw failure(status) }
    }

    /// A socket instead of a pipe: a program that ends early must not end this one by a signal. A file would leave the letter on the disk.
    private func start() throws -> (pid_t, input: Int32) {
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw JobFailure("No socket is left for the mail program.")
        }
        defer { close(ends[1]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var timeout = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_adddup2(&files, ends[1], 0)
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        for descriptor: Int32 in 3..<1_024 { posix_spawn_file_actions_addclose(&files, descriptor) }
        var arguments = [path, "-t", "-i"].map { (text: String) in strdup(text) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), nil]
        defer { for text in arguments + environment { free(text) } }
        var program: pid_t = 0
        var outcome = posix_spawn(&program, path, &files, nil, &arguments, &environment)
        // Somebody still has the program open for writing, as its installer does for a moment.
        for _ in 0..<20 where outcome == ETXTBSY {
            usleep(50_000)
            outcome = posix_spawn(&program, path, &files, nil, &arguments, &environment)
        }
        guard outcome == 0 else {
            close(ends[0])
            throw JobFailure("The mail program \(path) cannot be started: check its path.")
        }
        return (program, ends[0])
    }

    private func write(_ bytes: [UInt8], to input: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Foundation.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// The exit code; nothing when it had to be stopped.
    private func wait(for program: pid_t) -> Int32? {
        let end = ContinuousClock.now + .seconds(patience)
        var status: Int32 = 0
        while waitpid(program, &status, WNOHANG) == 0 {
            if ContinuousClock.now > end {
                kill(program, SIGKILL)
                waitpid(program, &status, 0)
                return nil
            }
            usleep(5_000)
        }
        return status & 0x7f == 0 ? status >> 8 & 0xff : nil
    }

    /// The codes of sysexits.h: 64 to 68 say that the same letter would be refused again.
    private func failure(_ status: Int32?) -> JobFailure {
        guard let status else { return JobFailure("The mail program did not answer within \(patience) seconds, or was stopped.") }
        return JobFailure("The mail program refused the letter with code \(status).", isFinal: (64...68).contains(status))
    }
}
