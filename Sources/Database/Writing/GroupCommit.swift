/// Several acts in one transaction, so that one flush to the disk serves them all.
///
/// First without savepoints, which on PostgreSQL cost as much as the acts; when one act fails, again with a savepoint for each, so
/// that it undoes only itself. Nobody is acknowledged before the commit.
struct GroupCommit {
    let connection: any Connection
    let queue: WriteQueue
    /// How often an act is tried that only another writer or a lost connection stopped.
    private let attempts = 5

    init(connection: any Connection, queue: WriteQueue) {
        self.connection = connection
        self.queue = queue
    }

    /// What became of a turn at writing.
    enum Outcome {
        case committed, nothingKept, nobodyWaits
    }

    /// Runs the acts that wait and come meanwhile, and acknowledges or refuses each.
    func run() -> Outcome {
        guard let first = queue.first() else { return .nobodyWaits }
        return together(first) ? .committed : .nothingKept
    }

    private func together(_ first: WriteJob) -> Bool {
        var group = [first]
        do {
            try begin()
            var acknowledgements = [try first.perform(connection)]
            while let job = queue.next() {
                group.append(job)
                acknowledgements.append(try job.perform(connection))
            }
            try commit()
            queue.willAnswer()
            for acknowledge in acknowledgements { acknowledge() }
            return true
        } catch DatabaseError.outcomeUnknown {
            for job in group { job.refuse(DatabaseError.outcomeUnknown) }
            return false
        } catch {
            rollback()
            let translated = connection.translated(error)
            if group.count > 1 || translated is TransientFailure { return group.count > 1 ? guarded(group) : alone(first) }
            first.refuse(translated)
            return false
        }
    }

    private func begin() throws {
        connection.journalTail.reset()
        try connection.control(connection.dialect.begin)
    }

    private func commit() throws {
        try connection.journalTail.write(on: connection)
        try connection.control(connection.dialect.commit)
    }

    private func guarded(_ group: [WriteJob]) -> Bool {
        do {
            try begin()
        } catch {
            let translated = connection.translated(error)
            if translated is TransientFailure { return each(group) }
            for job in group { job.refuse(translated) }
            return false
        }
        return stepwise(group)
    }

    private func stepwise(_ group: [WriteJob]) -> Bool {
        var done: [(job: WriteJob, acknowledge: WriteJob.Acknowledgement)] = []
        for (index, job) in group.enumerated() {
            switch step(job) {
            case .done(let acknowledge): done.append((job, acknowledge))
            case .undone(let error): job.refuse(error)
            case .groupLost:
                rollback()
                return each(done.map(\.job) + group[index...])
            }
        }
        do {
            try commit()
        } catch {
            rollback()
            guard case DatabaseError.outcomeUnknown = connection.translated(error) else { return each(done.map(\.job)) }
            for (job, _) in done { job.refuse(DatabaseError.outcomeUnknown) }
            return false
        }
        for (_, acknowledge) in done { acknowledge() }
        return !done.isEmpty
    }

    private enum Step {
        case done(WriteJob.Acknowledgement)
        case undone(any Error)
        case groupLost
    }

    private func step(_ job: WriteJob) -> Step {
        do {
            try connection.control("SAVEPOINT act")
            let acknowledge = try job.perform(connection)
            try connection.journalTail.write(on: connection)
            try connection.control("RELEASE SAVEPOINT act")
            return .done(acknowledge)
        } catch {
            guard connection.isInTransaction, !(connection.translated(error) is TransientFailure) else { return .groupLost }
            connection.journalTail.reset()
            do {
                try connection.control("ROLLBACK TO SAVEPOINT act; RELEASE SAVEPOINT act")
                return .undone(connection.translated(error))
            } catch {
                return .groupLost
            }
        }
    }

    private func each(_ jobs: [WriteJob]) -> Bool {
        var committed = false
        for job in jobs { committed = alone(job) || committed }
        return committed
    }

    private func alone(_ job: WriteJob) -> Bool {
        for attempt in 1...attempts {
            do {
                try begin()
                let acknowledge = try job.perform(connection)
                try commit()
                acknowledge()
                return true
            } catch {
                rollback()
                guard let failure = connection.translated(error) as? TransientFailure else {
                    job.refuse(connection.translated(error))
                    return false
                }
                if attempt == attempts { job.refuse(failure.error) }
            }
        }
        return false
    }

    /// Some failures have already ended the transaction, and a lost connection has ended with it.
    private func rollback() {
        guard connection.isInTransaction else { return }
        try? connection.control("ROLLBACK")
    }
}

extension Dialect {
    /// One writer at a time, from the first statement on. On PostgreSQL the lock is taken before anything is read, by every node, and
    /// given back by the commit: so each statement sees all earlier acts, and sequences follow the order of the commits.
    var begin: String {
        switch self {
        case .sqlite: "BEGIN IMMEDIATE"
        case .postgres: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(\(Self.writerLock))"
        }
    }

    var commit: String {
        switch self {
        case .sqlite: "COMMIT"
        case .postgres: "NOTIFY \(Self.channel); COMMIT"
        }
    }

    static let channel = "parvis_journal"
    /// "parvis" in ASCII.
    private static let writerLock: Int64 = 0x7061_7276_6973
}
