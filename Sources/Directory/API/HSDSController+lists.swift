import Core

extension HSDSController {
    func services(_ query: HSDSQuery, _ convert: Conversion) async throws -> Listed {
        let found = try await store.services(query.filter, areAlone: query.isMinimal)
        if query.isMinimal { return Listed(found.records.services.map(MinimalService.init), query, total: found.total) }
        let records = convert(found.records)
        return Listed(found.ids.compactMap { records.service($0, full: query.isFull) }, query, total: found.total)
    }

    func organizations(_ query: HSDSQuery, _ convert: Conversion) async throws -> Listed {
        let found = try await store.organizations(query.filter)
        let records = convert(found.records)
        return Listed(found.ids.compactMap { records.organization($0, full: query.isFull) }, query, total: found.total)
    }

    func servicesAtLocations(_ query: HSDSQuery, _ convert: Conversion) async throws -> Listed {
        let found = try await store.servicesAtLocations(query.filter)
        let records = convert(found.records)
        return Listed(found.ids.compactMap { records.serviceAtLocation($0, full: query.isFull) }, query, total: found.total)
    }

    func taxonomies(_ query: HSDSQuery, _ records: HSDSRecords) -> Listed {
        let search = query.search.map { Folding.folded($0) }
        return listed(records.taxonomies.filter { taxonomy in search.map(Folding.folded(taxonomy.name).contains) ?? true }, query)
    }

    func taxonomyTerms(_ query: HSDSQuery, _ records: HSDSRecords) -> Listed {
        let search = query.search.map { Folding.folded($0) }
        let terms = records.taxonomyTerms.filter { term in
            (search.map(Folding.folded(term.name).contains) ?? true) && (query.parentID == nil || term.parentId == query.parentID)
                && (!query.topOnly || term.parentId == nil)
                && (query.taxonomyID == nil || term.taxonomyDetail?.id == query.taxonomyID)
        }
        return listed(terms, query)
    }

    private func listed<Element: Codable & Hashable & Sendable>(_ elements: [Element], _ query: HSDSQuery) -> Listed {
        let page = elements.dropFirst((query.filter.page - 1) * query.filter.perPage).prefix(query.filter.perPage)
        return Listed(Array(page), query, total: elements.count)
    }
}

/// A service as the minimal list gives it.
struct MinimalService: Codable, Hashable, Sendable {
    let id: String
    let modifiedDate: String?

    enum CodingKeys: String, CodingKey {
        case id
        case modifiedDate = "modified_date"
    }

    init(_ service: Service) {
        id = service.id
        modifiedDate = service.provenance.updatedOn?.description
    }
}
