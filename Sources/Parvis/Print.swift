import ArgumentParser
import City
import Core
import Directory
import Foundation

/// `parvis print`
struct Print: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make what is handed out on paper, as PDF, from the directory as it is now.", subcommands: [PrintFlyer.self])
}

/// `parvis print flyer`
struct PrintFlyer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flyer", abstract: "A timetable for an area: who offers something, where, and when in the next seven days.")

    @Option(help: "The area, by its postal or INSEE code; repeat it for several.")
    var area: [String]

    @Option(help: "The theme, such as eat or wash; repeat it for several.")
    var theme: [String]

    @Option(help: "The language, such as ar; all for every one.")
    var lang: String

    @Option(help: "A second language beside the first, so that staff can point.")
    var with = "fr"

    @Option(help: "The first of the seven days, such as 2026-11-29; today when left out.")
    var from: String?

    @Option(help: "The folder for the files.")
    var output: String

    func validate() throws {
        guard !area.isEmpty, !theme.isEmpty else { throw ValidationError("Name an --area and a --theme.") }
    }

    func run() async throws {
        let server = try await Setting.open().server()
        try await server.directory.refresh.start()
        let press = server.directory.flyers
        let languages = try lang == "all" ? press.languages : [press.language(lang)]
        // Everything is understood before anything is written.
        var questions: [FlyerQuestion] = []
        for area in area {
            for theme in theme {
                for language in languages {
                    questions.append(try press.question(theme: theme, area: area, language: language, companion: with, from: from))
                }
            }
        }
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        for (index, question) in questions.enumerated() {
            let file = "\(output)/flyer-\(question.theme)-\(question.area)-\(question.language.tag).pdf"
            let bytes = try await press.flyer(question)
            try Exported.write(bytes, to: file)
            if isatty(STDERR_FILENO) != 0 { FileHandle.standardError.write(Data("\(index + 1) of \(questions.count)\r".utf8)) }
        }
    }
}
