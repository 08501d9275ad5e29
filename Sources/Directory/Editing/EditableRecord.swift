import Database
import Foundation

/// A record of the directory that a team can change.
protocol EditableRecord: DirectoryRecord, Codable, Sendable {
    static var kind: ImportPlan.Kind { get }
    /// The row that holds it, and nothing else.
    static func row(_ id: String) -> SQL
    /// The list of a set of records it goes into.
    static var list: any WritableKeyPath<DirectoryRecords, [Self]> & Sendable { get }
    var provenance: Provenance { get set }
}

extension Service: EditableRecord {
    static let kind = ImportPlan.Kind.service
    static var list: any WritableKeyPath<DirectoryRecords, [Service]> & Sendable { \.services }
    static func row(_ id: String) -> SQL { "SELECT record FROM directory_service WHERE id = \(id)" }
}

extension ServiceAtLocation: EditableRecord {
    static let kind = ImportPlan.Kind.serviceAtLocation
    static var list: any WritableKeyPath<DirectoryRecords, [ServiceAtLocation]> & Sendable { \.servicesAtLocations }
    static func row(_ id: String) -> SQL { "SELECT record FROM directory_service_at_location WHERE id = \(id) AND ended = 0" }
}

extension Location: EditableRecord {
    static let kind = ImportPlan.Kind.location
    static var list: any WritableKeyPath<DirectoryRecords, [Location]> & Sendable { \.locations }
    static func row(_ id: String) -> SQL { "SELECT record FROM directory_location WHERE id = \(id)" }
}

extension Organization: EditableRecord {
    static let kind = ImportPlan.Kind.organization
    static var list: any WritableKeyPath<DirectoryRecords, [Organization]> & Sendable { \.organizations }
    static func row(_ id: String) -> SQL { "SELECT record FROM directory_organization WHERE id = \(id)" }
}

extension EditableRecord {
    func fields() throws -> RecordFields { try RecordFields(json: RecordEncoder().text(self)) }

    init(_ fields: RecordFields) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(fields.json().utf8))
    }
}
