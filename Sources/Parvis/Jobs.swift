import ArgumentParser
import Background
import Core
import Database
import Foundation

/// `parvis jobs`
struct Jobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The work that is done later: see it, have given-up work tried again, cancel what waits.",
        subcommands: [JobsList.self, JobsRetry.self, JobsCancel.self])

    static func queue() async throws -> JobQueue {
        let setting = try await Setting.open()
        return JobQueue(
            database: setting.database, now: { Instant(seconds: Int64(Date().timeIntervalSince1970)) },
            newID: { UUID().uuidString.lowercased() })
    }

    static let act = Act("background.command", by: .system, for: "operation")
}

/// `parvis jobs list`
struct JobsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The jobs in one state, the newest first.")

    @Argument(help: "waiting, running, done or dead.")
    var state = "dead"

    @Option(help: "At most so many.")
    var limit = 50

    func validate() throws {
        guard Job.State(rawValue: state) != nil else {
            throw ValidationError("“\(state)” is no state; use waiting, running, done or dead.")
        }
        guard (1...1_000).contains(limit) else { throw ValidationError("--limit is from 1 to 1000.") }
    }

    func run() async throws {
        let jobs = try await Jobs.queue().list(Job.State(rawValue: state) ?? .dead, limit: limit)
        for job in jobs {
            let end = job.endedAt.map { ", ended \($0)" } ?? ""
            print("\(job.id)  \(job.kind)  attempt \(job.attempts) of \(job.allowedAttempts), due \(job.runAt)\(end)  \(job.problem ?? "")")
        }
        if jobs.isEmpty { print("No job is \(state).") }
    }
}

/// `parvis jobs retry`
struct JobsRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Have a dead job tried again, from its first attempt on.")

    @Argument(help: "The job's identifier, as “list” shows it.")
    var job: String

    func run() async throws {
        guard try await Jobs.queue().retry(job, Jobs.act) else {
            throw Refusal("is no dead job; “parvis jobs list dead” shows them", at: .init(field: job))
        }
        print("\(job) waits for its next attempt.")
    }
}

/// `parvis jobs cancel`
struct JobsCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End a job that waits; one that runs ends by itself, or when its lease does.")

    @Argument(help: "The job's identifier, as “list” shows it.")
    var job: String

    func run() async throws {
        guard try await Jobs.queue().cancel(job, Jobs.act) else {
            throw Refusal("does not wait; “parvis jobs list waiting” shows those that do", at: .init(field: job))
        }
        print("\(job) is cancelled.")
    }
}
