import ArgumentParser
import Directory
import Foundation

/// `parvis export`
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write the directory in an exchange format.", subcommands: [])
}
