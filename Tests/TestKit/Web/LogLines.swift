import Logging
import Synchronization

/// Keeps what is logged: a line each, with its values in the order of their names.
package final class LogLines: LogHandler {
    private let lines = Mutex<[String]>([])
    package var all: [String] { lines.withLock { $0 } }
    package var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    package var logLevel: Logger.Level {
        get { .info }
        set {}
    }

    package init() {}

    package func log(event: LogEvent) {
        let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines.withLock { $0.append(([event.message.description] + values).joined(separator: " ")) }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
}
