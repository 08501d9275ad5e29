import Logging

/// Keeps each line of the log one line: words an error repeats cannot pass for another line, nor move a terminal's cursor.
package struct OneLineLog: LogHandler {
    private var inner: any LogHandler

    package init(_ inner: any LogHandler) { self.inner = inner }

    package func log(event: LogEvent) {
        var event = event
        event.message = "\(Self.oneLine(event.message.description))"
        event.metadata = event.metadata?.mapValues { .string(Self.oneLine($0.description)) }
        inner.log(event: event)
    }

    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: breaks) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { breaks($0) ? " " : $0 }))
    }

    /// Controls, and what some viewers take for the end of a line.
    private static func breaks(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || ["\u{2028}", "\u{2029}"].contains(scalar)
    }

    package var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue }
    }

    package var metadataProvider: Logger.MetadataProvider? {
        get { inner.metadataProvider }
        set { inner.metadataProvider = newValue }
    }

    package var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue }
    }
}
