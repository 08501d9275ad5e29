extension Database {
    /// Wakes whenever the journal may have grown, here, in another process or on another node; once at the start and once a minute.
    ///
    /// Commits of this process and PostgreSQL's notifications wake at once; a look at the journal twice a second catches the rest (a
    /// command beside the server, a lost notification). The minute is for followers that failed, and for what follows the
    /// calendar. Ends when the database is closed.
    package var changes: AsyncStream<Void> {
        let signal = self.signal
        let engine = self.engine
        engine.listen { signal.send() }
        let watch = Task {
            var seen: Int64 = -1
            var quiet = 0
            while !Task.isCancelled {
                // A database that is away for a moment has no news; the next look finds them.
                if let last = try? await engine.read({ try Journal.last(Session($0, counters: [])) }), last != seen || quiet >= 120 {
                    seen = last
                    quiet = 0
                    signal.send()
                }
                quiet += 1
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        return signal.stream(watch: watch)
    }
}
