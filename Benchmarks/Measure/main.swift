import Database
import Foundation
import Logging

// Usage: Measure fill DATA SERVICES | http DATA SERVICES LARGE | constant DATA SERVICES | freshness SERVICES | writes | seals | keys COUNT;
// run in the repository's folder.
// Figures go to the file PARVIS_FIGURES as well.
let home = FileManager.default.currentDirectoryPath
let arguments = Array(CommandLine.arguments.dropFirst())
func number(_ index: Int) -> Int { arguments.indices.contains(index) ? Int(arguments[index]) ?? 0 : 0 }

// The lines of requests cost what they cost in the program; the figures stay readable.
LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }

switch (arguments.first, arguments.count) {
case ("fill", 3):
    try FileManager.default.createDirectory(atPath: arguments[1], withIntermediateDirectories: true)
    try await InventedCity.installed(in: arguments[1], home: home).fill(number(2))
case ("http", 4): try await HTTPBenchmark(home: home, data: arguments[1], count: number(2), large: number(3)).run()
case ("constant", 3): try await HTTPBenchmark(home: home, data: arguments[1], count: number(2), large: 0).runWithoutPeers()
case ("freshness", 2): try await Freshness(home: home, count: number(1)).run()
case ("keys", 2): try await RotationBenchmark(count: number(1)).run()
case ("writes", 1): try await WriteBenchmark().run()
case ("seals", 1): try await SealingBenchmark().run()
default:
    FileHandle.standardError.write(
        Data(
            "usage: Measure fill DATA SERVICES | http DATA SERVICES LARGE | constant DATA SERVICES | freshness SERVICES | writes | seals | keys COUNT\n"
                .utf8))
    exit(2)
}
