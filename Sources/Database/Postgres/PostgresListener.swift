import Foundation
import Synchronization

/// Waits on its own connection for the notifications of every node's commits.
final class PostgresListener: Sendable {
    private let isClosed = Atomic<Bool>(false)

    init(url: String, wake: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [self] in
            let connection = PostgresConnection(url: url)
            while !isClosed.load(ordering: .acquiring) {
                do {
                    try connection.control("LISTEN \(Dialect.channel)")
                    // What was committed while nobody listened.
                    wake()
                    try wait(connection, wake)
                } catch {
                    // The look at the journal twice a second goes on meanwhile.
                    Thread.sleep(forTimeInterval: 1)
                }
            }
            connection.disconnect()
        }
    }

    func close() { isClosed.store(true, ordering: .releasing) }

    private func wait(_ connection: PostgresConnection, _ wake: () -> Void) throws {
        while !isClosed.load(ordering: .acquiring) {
            var descriptor = pollfd(fd: try connection.socket(), events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, 500) > 0 else { continue }
            if try connection.takeNotifications() > 0 { wake() }
        }
    }
}
