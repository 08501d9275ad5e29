import Core
import Foundation
import HTTPTypes
import Web

/// The parameters of the lists of the HSDS API, from the address or from the body of a POST.
struct HSDSQuery: Sendable {
    var filter = HSDSFilter()
    var isFull = false
    var isMinimal = false
    var isLines = false
    var taxonomyID: String?
    var parentID: String?
    var topOnly = false
    var search: String?

    static let largestPage = 500
    /// A minimal record is two short texts.
    static let largestMinimalPage = 10_000
    /// The size of a page was asked for.
    var isPaged = false

    /// - Throws: a `Problem` naming the parameter that was not understood.
    init(_ items: [(name: String, value: String)], allowed: [APIParameter], taxonomy: TaxonomyLookup) throws {
        var termID: String?
        for item in items where !item.value.isEmpty {
            guard allowed.contains(where: { $0.name == item.name }) else {
                throw Self.refused(item.name, "is not a parameter of this list")
            }
            guard item.value.unicodeScalars.count <= FindQuery.longestText else { throw Self.refused(item.name, "is too long") }
            if item.name == "taxonomy_term_id" { termID = item.value } else { try take(item.name, item.value) }
        }
        filter.terms = try Self.terms(termID, taxonomyID, in: taxonomy)
    }

    private mutating func take(_ name: String, _ value: String) throws {
        switch name {
        case "search": search = value
        case "page": filter.page = try Self.number(name, value, 1...1_000_000)
        case "per_page":
            filter.perPage = try Self.number(name, value, 1...Self.largestPage)
            isPaged = true
        case "organization_id": filter.organization = try Self.identifier(name, value)
        case "modified_after":
            guard let moment = Instant(iso8601: value) ?? Instant(iso8601: value + "T00:00:00Z") else {
                throw Self.refused(name, "is not a moment; write one such as 2026-11-23T00:00:00Z")
            }
            filter.modifiedAfter = moment
        case "postcode": filter.postalCode = value
        case "taxonomy_id": taxonomyID = try Self.identifier(name, value)
        case "parent_id": parentID = try Self.identifier(name, value)
        case "full", "full_service": isFull = try Self.flag(name, value)
        case "minimal": isMinimal = try Self.flag(name, value)
        case "top_only": topOnly = try Self.flag(name, value)
        case "format":
            guard value == "json" || value == "ndjson" else { throw Self.refused(name, "is json or ndjson") }
            isLines = value == "ndjson"
        default: throw Self.refused(name, "is not a parameter of this list")
        }
    }

    /// A term, or every term of a taxonomy; both must agree when both are given.
    private static func terms(_ term: String?, _ taxonomyID: String?, in taxonomy: TaxonomyLookup) throws -> [String]? {
        guard term != nil || taxonomyID != nil else { return nil }
        return taxonomy.terms.filter { candidate in
            (term == nil || HSDSRecords.identifier(of: candidate) == term || candidate.id == term)
                && (taxonomyID == nil || HSDSRecords.identifier(of: candidate.facet) == taxonomyID)
        }.map(\.id)
    }

    private static func identifier(_ name: String, _ value: String) throws -> String {
        guard let identifier = UUID(uuidString: value) else { throw refused(name, "is not the identifier of a record (a UUID)") }
        return identifier.uuidString.lowercased()
    }

    private static func number(_ name: String, _ value: String, _ range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw refused(name, "is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func flag(_ name: String, _ value: String) throws -> Bool {
        guard ["true", "false"].contains(value) else { throw refused(name, "is true or false") }
        return value == "true"
    }

    private static func refused(_ name: String, _ reason: String) -> Problem {
        Problem(.badRequest, detail: "\(name) \(reason).", members: ["parameter": .text(name)])
    }
}
