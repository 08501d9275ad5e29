import Foundation

/// Runs programs the tests need.
///
/// With `posix_spawn`: Foundation's `Process` does not see the end of a program that leaves a server behind.
enum Shell {
    struct Failure: Error, CustomStringConvertible {
        let reason: String
        var description: String { reason }
    }

    static func run(_ command: String...) throws { try run(command) }

    /// Waits for the program's end; what it printed is told when it fails.
    static func run(_ command: [String]) throws {
        let log = NSTemporaryDirectory() + "/parvis-shell-\(getpid())-\(UInt32.random(in: .min ... .max))"
        defer { unlink(log) }
        let program = try spawn(command, output: log)
        var status: Int32 = 0
        while waitpid(program, &status, 0) == -1, errno == EINTR {}
        guard status == 0 else {
            let printed = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw Failure(reason: "“\(command.joined(separator: " "))” failed (\(status)): \(printed)")
        }
    }

    /// Starts a program that goes on by itself.
    static func start(_ command: String...) throws { _ = try spawn(command, output: "/dev/null") }

    private static func spawn(_ command: [String], output: String) throws -> pid_t {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        // Nothing else of this process is left open in a server that outlives it.
        for descriptor: Int32 in 3..<256 { posix_spawn_file_actions_addclose(&files, descriptor) }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var program: pid_t = 0
        let failure = posix_spawnp(&program, command[0], &files, nil, &arguments, environ)
        guard failure == 0 else { throw Failure(reason: "“\(command[0])” cannot be started: \(String(cString: strerror(failure)))") }
        return program
    }
}
