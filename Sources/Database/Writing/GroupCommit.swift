/// Several acts in one transaction, so that one flush to the disk serves them all.
///
/// First without savepoints, which on PostgreSQL cost as much as the acts; when one act fails, again with a savepoint for each, so
/// that it undoes only itself. Nobody is acknowledged before the commit.
struct GroupCommit {
    let connection: any Connection
    /// How often an act is tried that only another writer or a lost connection stopped.
    private let attempts = 5

    /// Runs every act and acknowledges or refuses it; returns whether anything was committed.
    func run(_ group: [WriteJob]) -> Bool {
        group.count == 1 ? alone(group[0]) : together(group)
    }

    private func together(_ group: [WriteJob]) -> Bool {
        do {
            try connection.control(connection.dialect.begin)
            let acknowledgements = try group.map { try $0.perform(connection) }
            try connection.control(connection.dialect.commit)
            for acknowledge in acknowledgements { acknowledge() }
            return true
        } catch DatabaseError.outcomeUnknown {
            for job in group { job.refuse(DatabaseError.outcomeUnknown) }
            return false
        } catch {
            rollback()
            return guarded(group)
        }
    }

    private func guarded(_ group: [WriteJob]) -> Bool {
        do {
            try connection.control(connection.dialect.begin)
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
            try connection.control(connection.dialect.commit)
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
            try connection.control("RELEASE SAVEPOINT act")
            return .done(acknowledge)
        } catch {
            guard connection.isInTransaction, !(connection.translated(error) is TransientFailure) else { return .groupLost }
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
                try connection.control(connection.dialect.begin)
                let acknowledge = try job.perform(connection)
                try connection.control(connection.dialect.commit)
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
