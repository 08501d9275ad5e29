import Core

/// What an import would do to the stored directory: a pure comparison, so that a dry run and the real one say the same.
package struct ImportPlan: Sendable {
    package private(set) var created: [Reference] = []
    package private(set) var changed: [Change] = []
    package private(set) var unchanged = 0
    /// Records of the source that it no longer has. Services become `defunct`; organizations and locations stay as they are.
    package private(set) var withdrawn: [Reference] = []
    /// How much of each source's services that would be.
    package private(set) var losses: [Loss] = []
    /// What is to be written: created, changed, and the services closed because they were withdrawn.
    package private(set) var records = DirectoryRecords()
    /// Pairs of service and location that no longer exist: the search must not find them again.
    package private(set) var endedServicesAtLocations: [ServiceAtLocation] = []
    /// Stored records of the source that this version cannot read. They stay as they are: what a team decided in them would be lost.
    package let unreadable: [UnreadableRecord]
    /// What the source says of fields that teams decided, and which of it is new.
    var said: [SourceWord] = []
    var news: [SourceWord] = []

    /// Services of one source that it no longer has.
    package struct Loss: Hashable, Sendable {
        package let source: String
        package let withdrawn: Int
        /// Those that ran before.
        package let before: Int

        /// Few services may all end at once; of many, more than half do not.
        package var isDoubtful: Bool { withdrawn > 20 && withdrawn * 2 > before }

        package var refusal: Refusal {
            Refusal(
                "\(withdrawn) of the \(before) services of “\(source)” are not in it and would be withdrawn; if it is really all this source has, "
                    + "say --withdraw")
        }
    }

    package enum Kind: String, Codable, Sendable, CaseIterable {
        case organization, location, service
        case serviceAtLocation = "service_at_location"
    }

    /// One record, as the report names it.
    package struct Reference: Codable, Hashable, Sendable {
        package let kind: Kind
        package let id: String
        /// Its identifier at its source.
        package let sourceID: String
        package let name: String?
    }

    /// One record that differs from what is stored, and in what.
    package struct Change: Codable, Hashable, Sendable {
        package let record: Reference
        package let fields: [String]
    }

    /// - Parameters:
    ///   - sources: whose records may be withdrawn; those of other sources are never touched.
    ///   - keeping: identifiers, at their source, of records that were refused this time: they stay as they are stored.
    package init(
        current: DirectoryRecords, incoming: DirectoryRecords, sources: Set<String>, keeping: Set<String> = [],
        unreadable: [UnreadableRecord] = []
    ) {
        self.unreadable = unreadable
        let scope = Scope(sources: sources, keeping: keeping)
        compare(.organization, current.organizations, incoming.organizations, scope, into: \.organizations)
        compare(.location, current.locations, incoming.locations, scope, into: \.locations)
        let gone = compare(.service, current.services, incoming.services, scope, into: \.services)
        losses = Dictionary(grouping: gone, by: \.provenance.source).map { source, gone in
            Loss(source: source, withdrawn: gone.count, before: current.services.count { $0.provenance.source == source && !$0.isClosed })
        }.sorted { $0.source < $1.source }
        records.services += gone.filter { $0.status != .defunct }.map(Self.closed)
        endedServicesAtLocations = compare(
            .serviceAtLocation, current.servicesAtLocations, incoming.servicesAtLocations, scope, into: \.servicesAtLocations)
    }

    /// One source, everything of it.
    package init(current: DirectoryRecords, incoming: DirectoryRecords, source: String) {
        self.init(current: current, incoming: incoming, sources: [source])
    }

    private struct Scope {
        let sources: Set<String>
        let keeping: Set<String>

        func covers(_ provenance: Provenance) -> Bool {
            sources.contains(provenance.source) && !keeping.contains(provenance.sourceID)
        }
    }

    @discardableResult
    private mutating func compare<Record: DirectoryRecord>(
        _ kind: Kind, _ current: [Record], _ incoming: [Record], _ scope: Scope, into list: WritableKeyPath<DirectoryRecords, [Record]>
    ) -> [Record] {
        let stored = Dictionary(current.map { ($0.id, $0) }) { first, _ in first }
        let untouchable = Set(unreadable.filter { $0.kind == kind.rawValue }.map(\.id))
        for record in incoming where !untouchable.contains(record.id) {
            guard let before = stored[record.id] else {
                created.append(reference(kind, record))
                records[keyPath: list].append(record)
                continue
            }
            guard before != record else {
                unchanged += 1
                continue
            }
            changed.append(Change(record: reference(kind, record), fields: differences(before, record)))
            records[keyPath: list].append(record)
        }
        let kept = Set(incoming.map(\.id))
        let gone = current.filter { !kept.contains($0.id) && scope.covers($0.provenance) && !$0.isClosed }
        withdrawn += gone.map { reference(kind, $0) }
        return gone
    }

    private func reference(_ kind: Kind, _ record: some DirectoryRecord) -> Reference {
        Reference(kind: kind, id: record.id, sourceID: record.provenance.sourceID, name: record.title)
    }

    private static func closed(_ service: Service) -> Service {
        var service = service
        service.status = .defunct
        return service
    }
}

/// What the four kinds of record have in common for a comparison.
protocol DirectoryRecord: Hashable, Identifiable where ID == String {
    var provenance: Provenance { get }
    var title: String? { get }
    /// Already closed: withdrawing it again changes nothing.
    var isClosed: Bool { get }
}

extension DirectoryRecord {
    var isClosed: Bool { false }
}

extension Organization: DirectoryRecord {
    var title: String? { name }
}

extension Location: DirectoryRecord {
    var title: String? { name ?? address?.street }
}

extension Service: DirectoryRecord {
    var title: String? { name.reading(in: .french)?.text }
    var isClosed: Bool { status == .defunct }
}

extension ServiceAtLocation: DirectoryRecord {
    var title: String? { nil }
}

/// The names of the fields in which two records of one kind differ, as the model names them.
func differences<Record>(_ before: Record, _ after: Record) -> [String] {
    zip(Mirror(reflecting: before).children, Mirror(reflecting: after).children).compactMap { old, new in
        areEqual(old.value, new.value) ? nil : old.label
    }
}

private func areEqual(_ old: Any, _ new: Any) -> Bool {
    guard let old = old as? any Equatable else { return false }
    return isEqual(old, to: new)
}

private func isEqual<Value: Equatable>(_ old: Value, to new: Any) -> Bool {
    (new as? Value) == old
}
