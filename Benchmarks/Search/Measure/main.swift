import Core
import Foundation
import Search
import SearchGenerator

// Usage: SearchBenchmark [services …]; by default 100,000 and 1,000,000.
let sizes = CommandLine.arguments.dropFirst().compactMap(Int.init)
for size in sizes.isEmpty ? [100_000, 1_000_000] : sizes {
    Measurement(size: size).run()
}
