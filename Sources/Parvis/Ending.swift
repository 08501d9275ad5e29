import ArgumentParser
import Database
import Directory
import Foundation
import NIOCore

/// How a command that did not succeed ends: one sentence and an exit code.
struct Ending {
    let message: String
    let code: Int32

    init(_ error: any Error) {
        let parserCode = Parvis.exitCode(for: error)
        if error is ExitCode {
            (message, code) = ("", parserCode.rawValue)
        } else if parserCode == .success {
            // A command that needs another word after it answers with its help: asked for or not.
            (message, code) = (Parvis.fullMessage(for: error), Self.isAsked(CommandLine.arguments) ? 0 : 2)
        } else if parserCode == .validationFailure {
            (message, code) = (Parvis.fullMessage(for: error), 2)
        } else {
            (message, code) = ("parvis: \(Self.sentence(error))", 1)
        }
    }

    private static func isAsked(_ arguments: [String]) -> Bool {
        arguments.dropFirst().contains {
            ["help", "--help", "-h", "--version"].contains($0) || $0.hasPrefix("--generate-completion-script")
        }
    }

    /// What went wrong and what to do.
    private static func sentence(_ error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        switch error.errnoCode {
        case EADDRINUSE: return "another program already listens there: stop it, or choose another PORT"
        case EADDRNOTAVAIL, EACCES: return "this machine cannot listen there: choose another HOST or PORT"
        default: return error.description
        }
    }

    func exit() -> Never {
        if !message.isEmpty { (code == 0 ? FileHandle.standardOutput : .standardError).write(Data((message + "\n").utf8)) }
        Foundation.exit(code)
    }
}
