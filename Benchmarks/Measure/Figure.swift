import Foundation

/// One measured figure beside its target and what it was measured against in the same run.
struct Figure {
    let id: String
    let what: String
    let value: Double
    let unit: String
    /// Nil: told for comparison, without a target.
    var target: Target?
    let against: String

    enum Target {
        case atLeast(Double), atMost(Double)
    }

    /// Adds it to the table (a line of tab-separated fields in the file `PARVIS_FIGURES`) and shows it.
    func tell() {
        let line = [id, what, Self.text(value) + " " + unit, targetText, verdict, against].joined(separator: "\t")
        progress(line.replacing("\t", with: "  "))
        guard let path = ProcessInfo.processInfo.environment["PARVIS_FIGURES"], let file = fopen(path, "a") else { return }
        fputs(line + "\n", file)
        fclose(file)
    }

    private var targetText: String {
        switch target {
        case .atLeast(let bound): "≥ " + Self.text(bound)
        case .atMost(let bound): "≤ " + Self.text(bound)
        case nil: "–"
        }
    }

    private var verdict: String {
        switch target {
        case .atLeast(let bound): value >= bound ? "met" : "NOT MET"
        case .atMost(let bound): value <= bound ? "met" : "NOT MET"
        case nil: "–"
        }
    }

    private static func text(_ value: Double) -> String {
        guard value.isFinite else { return "none finished" }
        if value == value.rounded() { return String(Int(value)) }
        return String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
    }
}

/// A line for whoever watches.
func progress(_ text: String) {
    FileHandle.standardOutput.write(Data(("   " + text + "\n").utf8))
}
