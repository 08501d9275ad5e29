import Foundation

/// Seconds of processor time this process has used.
func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// Microseconds of processor time this thread has used: what a query costs, whoever else uses the machine.
func threadMicroseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// Bytes of memory this process holds now.
func residentBytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4_096 : 0
}

/// Durations in microseconds, and what can be said of them.
struct Durations {
    private var sorted: [Double]

    init(_ microseconds: [Double]) { sorted = microseconds.sorted() }

    /// The duration that this share stays under.
    func quantile(_ share: Double) -> Double {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
    }

    var mean: Double { sorted.reduce(0, +) / Double(max(1, sorted.count)) }
    var longest: Double { sorted.last ?? 0 }
}

/// A measured figure beside its target.
func report(_ what: String, _ measured: Double, _ unit: String, target: Double, atLeast: Bool = false) {
    let isMet = atLeast ? measured >= target : measured <= target
    let figure = String(format: measured < 10 ? "%.2f" : "%.0f", measured)
    let name = what.padding(toLength: 52, withPad: " ", startingAt: 0)
    print("\(name) \(figure) \(unit)   target \(atLeast ? "≥" : "≤") \(String(format: "%g", target))   \(isMet ? "met" : "NOT MET")")
}

func note(_ what: String, _ figure: String) {
    print("\(what.padding(toLength: 52, withPad: " ", startingAt: 0)) \(figure)")
}
