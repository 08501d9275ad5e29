import Access
import Core
import Database
import Foundation

/// Keeps who asked for the label, what was checked and decided; words and notes stay out of the journal, where nothing is erased.
struct LabelStore: Sendable {
    let database: Database

    /// The requests of one service, the newest first.
    func requests(ofService id: String) async throws -> [LabelRequest] {
        try await database.read { try Self.requests("r.service_id = \(id)", order: "r.asked_at DESC, r.id", limit: 50, $0) }
    }

    /// Requests in one state with their services, the oldest first.
    func requests(_ state: LabelRequest.State, in scope: AccessScope, limit: Int) async throws -> [(
        request: LabelRequest, service: Service
    )] {
        try await database.read { session in
            let found = try Self.requests(
                "r.state = \(state) AND \(sql: scope.ofServices)", order: "r.asked_at, r.id", limit: limit, session)
            let services: [Service] = try session.records(
                "SELECT record FROM directory_service WHERE id IN \(list: Set(found.map(\.service)).sorted()) ORDER BY id",
                leaveOut: { _ in })
            let byID = Dictionary(services.map { ($0.id, $0) }) { first, _ in first }
            return found.compactMap { request in byID[request.service].map { (request, $0) } }
        }
    }

    /// Asks for the label.
    ///
    /// - Returns: false when the service has it already, or its request waits.
    func ask(_ id: String, for service: String, words: String, today: Day, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            try Self.endLapsed(of: service, today: today, transaction)
            let open = try transaction.value(
                Int.self,
                "SELECT COUNT(*) FROM directory_label_request WHERE service_id = \(service) AND state IN ('waiting', 'granted')")
            guard open == 0 else { return false }
            try transaction.execute(
                "INSERT INTO directory_label_request (id, service_id, state, asked_at) VALUES (\(id), \(service), 'waiting', \(transaction.now))"
            )
            try Self.step(.asked, words, of: id, act, transaction)
            try transaction.journal(.created, "label_request", id, ["service": service])
            return true
        }
    }

    /// Says of one criterion whether it is met; false when the request does not wait any more.
    func check(_ criterion: String, isMet: Bool, note: String, of id: String, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            guard try Self.state(of: id, transaction) == .waiting else { return false }
            try transaction.execute(
                """
                INSERT INTO directory_label_check (request_id, criterion, is_met, note, account_id, at)
                VALUES (\(id), \(criterion), \(isMet), \(note), \(act.author.account ?? ""), \(transaction.now))
                ON CONFLICT (request_id, criterion) DO UPDATE SET is_met = excluded.is_met, note = excluded.note,
                    account_id = excluded.account_id, at = excluded.at
                """)
            try transaction.journal(.changed, "label_request", id, ["criterion": criterion, "met": isMet ? "yes" : "no"])
            return true
        }
    }

    /// What a decision needs besides who takes it.
    struct Decision: Sendable {
        let kind: LabelRequest.Step.Kind
        let words: String
        /// Last day of the label; nil: until it is withdrawn.
        let until: Day?
        let today: Day
        let criteria: [CityLabel.Criterion]
    }

    enum Outcome: Hashable, Sendable {
        case done
        /// A criterion is not met, or nobody looked at it.
        case unmet
        /// Somebody decided meanwhile.
        case over
    }

    /// Grants, refuses or withdraws; the service carries the label, or no longer, from the same moment on.
    func decide(_ decision: Decision, on id: String, _ act: Act) async throws -> Outcome {
        try await database.write(act) { transaction in
            guard let request = try Self.requests("r.id = \(id)", order: "r.id", limit: 1, transaction).first else { return .over }
            guard request.state == (decision.kind == .withdrawn ? .granted : .waiting) else { return .over }
            if decision.kind == .granted, !request.meets(decision.criteria) { return .unmet }
            try transaction.execute("UPDATE directory_label_request SET state = \(decision.kind.rawValue) WHERE id = \(id)")
            try Self.step(decision.kind, decision.words, of: id, act, transaction)
            try transaction.journal(.changed, "label_request", id, ["state": decision.kind.rawValue])
            guard decision.kind != .refused else { return .done }
            let label = decision.kind == .granted ? Label(grantedOn: decision.today, until: decision.until) : nil
            _ = try EditStore.change(Service.self, request.service, in: transaction) { $0.label = label }
            return .done
        }
    }

    /// A label whose last day has passed leaves room for a new request.
    private static func endLapsed(of service: String, today: Day, _ transaction: Transaction) throws {
        guard let record = try (transaction.records(Service.row(service)) as [Service]).first, record.label?.holds(on: today) != true else {
            return
        }
        let ended = try transaction.values(
            String.self,
            "UPDATE directory_label_request SET state = 'lapsed' WHERE service_id = \(service) AND state = 'granted' RETURNING id")
        for id in ended { try transaction.journal(.closed, "label_request", id, ["state": LabelRequest.State.lapsed.rawValue]) }
    }

    private static func state(of id: String, _ session: Session) throws -> LabelRequest.State? {
        try session.value(String.self, "SELECT state FROM directory_label_request WHERE id = \(id)").flatMap(LabelRequest.State.init)
    }

    private static func step(_ kind: LabelRequest.Step.Kind, _ words: String, of id: String, _ act: Act, _ transaction: Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO directory_label_step (request_id, position, kind, words, account_id, at)
            SELECT \(id), COUNT(*) + 1, \(kind), \(words), \(act.author.account ?? ""), \(transaction.now)
            FROM directory_label_step WHERE request_id = \(id)
            """)
    }

    private static func requests(_ condition: SQL, order: SQL, limit: Int, _ session: Session) throws -> [LabelRequest] {
        let rows = try session.rows(
            """
            SELECT r.id, r.service_id, r.state FROM directory_label_request AS r JOIN directory_service AS s ON s.id = r.service_id
            WHERE \(sql: condition) ORDER BY \(sql: order) LIMIT \(limit)
            """)
        let ids: [String] = try rows.map { try $0[0] }
        var steps: [String: [LabelRequest.Step]] = [:]
        try session.each(
            """
            SELECT request_id, kind, words, account_id, at FROM directory_label_step WHERE request_id IN \(list: ids)
            ORDER BY request_id, position
            """
        ) { row in
            guard let kind = LabelRequest.Step.Kind(rawValue: try row[1]) else { return }
            steps[try row[0], default: []].append(.init(kind: kind, words: try row[2], account: try row[3], at: try row[4]))
        }
        var checks: [String: [String: LabelRequest.Check]] = [:]
        try session.each(
            """
            SELECT request_id, criterion, is_met, note, account_id, at FROM directory_label_check WHERE request_id IN \(list: ids)
            ORDER BY request_id, criterion
            """
        ) { row in
            checks[try row[0], default: [:]][try row[1]] = .init(
                isMet: try row[2], note: try row[3], account: try row[4], at: try row[5])
        }
        return try rows.map { row in
            let id: String = try row[0]
            return LabelRequest(
                id: id, service: try row[1], state: LabelRequest.State(rawValue: try row[2]) ?? .refused, steps: steps[id] ?? [],
                checks: checks[id] ?? [:])
        }
    }
}
