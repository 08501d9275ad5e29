import ArgumentParser
import City
import Core
import Directory
import Foundation

/// `parvis print`
struct Print: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make what is handed out on paper, as PDF, from the directory as it is now.",
        subcommands: [PrintFlyer.self, PrintGuide.self, PrintPoster.self, PrintCard.self, PrintStickers.self])
}

/// Languages and folder, for every paper.
struct PrintOptions: ParsableArguments {
    @Option(help: "The language, such as ar; all for every one.")
    var lang: String

    @Option(help: "A second language beside the first, so that staff can point.")
    var with = "fr"

    @Option(help: "The folder for the files.")
    var output: String

    /// Prints every wish in every language; everything is understood before anything is written.
    func run(_ kind: PaperOrder.Kind, _ wishes: [PaperWish]) async throws {
        let server = try await Setting.open().server()
        try await server.directory.refresh.start()
        let press = server.directory.press
        let languages = try lang == "all" ? press.languages : [press.language(lang)]
        var orders: [PaperOrder] = []
        for var wish in wishes {
            wish.companion = with
            for language in languages { orders.append(try press.order(kind, wish, in: language)) }
        }
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        for (index, order) in orders.enumerated() {
            try Exported.write(try await press.print(order), to: "\(output)/\(order.fileName)")
            if isatty(STDERR_FILENO) != 0 { FileHandle.standardError.write(Data("\(index + 1) of \(orders.count)\r".utf8)) }
        }
    }
}

/// `parvis print flyer`
struct PrintFlyer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flyer", abstract: "A timetable for an area, A4: who offers something, where, and when in the next seven days.")

    @Option(help: "The area, by its postal or INSEE code; repeat it for several.")
    var area: [String]

    @Option(help: "The theme, such as eat or wash; repeat it for several.")
    var theme: [String]

    @Option(help: "The first of the seven days, such as 2026-11-29; today when left out.")
    var from: String?

    @OptionGroup var options: PrintOptions

    func run() async throws {
        try await options.run(.flyer, area.flatMap { area in theme.map { PaperWish(theme: $0, area: area, from: from) } })
    }
}

/// `parvis print guide`
struct PrintGuide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "A booklet of a theme, of an area or of both, A5: contents, map, sheets and every service.")

    @Option(help: "The area, by its postal or INSEE code.")
    var area: String?

    @Option(help: "The theme, such as eat or health.")
    var theme: String?

    @OptionGroup var options: PrintOptions

    func validate() throws {
        guard area != nil || theme != nil else { throw ValidationError("Name an --area, a --theme or both.") }
    }

    func run() async throws { try await options.run(.guide, [PaperWish(theme: theme, area: area)]) }
}

/// `parvis print poster`
struct PrintPoster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poster", abstract: "What hangs on a service's door, A4: its name, its week, its label and a code.")

    @Option(help: "The service, by the identifier in the address of its page; repeat it for several.")
    var service: [String]

    @OptionGroup var options: PrintOptions

    func run() async throws { try await options.run(.poster, service.map { PaperWish(service: $0) }) }
}

/// `parvis print card`
struct PrintCard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "What one person takes along, A6: where to go, with lines to write when.")

    @Option(help: "The service, by the identifier in the address of its page; repeat it for several.")
    var service: [String]

    @OptionGroup var options: PrintOptions

    func run() async throws { try await options.run(.card, service.map { PaperWish(service: $0) }) }
}

/// `parvis print stickers`
struct PrintStickers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stickers", abstract: "Codes to cut out and stick, A4: one for each theme.")

    @Option(help: "The area the lists start from, by its postal or INSEE code; the whole city when left out.")
    var area: String?

    @OptionGroup var options: PrintOptions

    func run() async throws { try await options.run(.stickers, [PaperWish(area: area)]) }
}
