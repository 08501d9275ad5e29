import Core
import Database
import Foundation
import NIOPosix
import Print
import Search
import Web

/// Prints the directory as it is now.
package struct PaperPress: Sendable {
    let directory: DirectoryReader
    let store: ListingStore
    let catalogues: Catalogues
    let assets: Assets
    /// Where this Parvis is found by others: `https://accueil.example`.
    let base: String

    /// Every language a paper can be in.
    package var languages: [Language] { catalogues.languages }

    /// - Returns: a PDF.
    /// - Throws: a `Refusal` for a service there is not, for a guide too thick to carry, and where letters are missing on this machine.
    package func print(_ order: PaperOrder) async throws -> [UInt8] {
        let document = try await document(order)
        return try await NIOThreadPool.singleton.runIfActive {
            try Press.require([order.language] + (order.companion.map { [$0] } ?? []))
            return try Press.pdf(document)
        }
    }

    private func document(_ order: PaperOrder) async throws -> PrintDocument {
        let snapshot = try directory.snapshot()
        let words = PaperWords(
            snapshot: snapshot, context: .sample(order.language, catalogues), companion: order.companion.map { .sample($0, catalogues) },
            catalogues: catalogues, now: directory.now(), base: base, pictogram: { assets.drawing($0).map { PrintPicture(svg: $0) } })
        switch order.subject {
        case .flyer(let theme, let area, let from):
            let areas = [area] + (snapshot.territory.area(area)?.neighbours ?? [])
            let found = try await store.listings(at: places(theme: theme, areas: areas, in: snapshot))
            return try FlyerLayout(words: words).document(
                Flyer(theme: theme, area: area, week: FlyerWeek(from: from), found: found, in: snapshot))
        case .guide(let theme, let area):
            let places = try places(theme: theme, areas: area.map { [$0] } ?? [], in: snapshot)
            guard places.count <= Guide.mostPlaces else {
                throw Refusal(
                    "a guide has at most \(Guide.mostPlaces) places and this one would have \(places.count); choose a theme and an area")
            }
            let found = try await store.listings(at: places)
            return try GuideLayout(words: words).document(Guide(theme: theme, area: area, found: found, in: snapshot))
        case .poster(let service): return try PosterLayout(words: words).document(try await listing(service))
        case .card(let service): return try CardLayout(words: words).document(try await listing(service))
        case .stickers(let area): return try StickerLayout(words: words).document(area: area)
        }
    }

    /// The service where it is; at several places, at the first.
    private func listing(_ service: String) async throws -> Listing {
        guard let listing = try await store.listings(ofService: service).first else {
            throw Refusal("no service has the identifier “\(service)”", at: .init(field: "service"))
        }
        return listing
    }

    /// The places a search for the theme finds in the areas, from near to far from the first.
    func places(theme: String?, areas: [String], in snapshot: DirectorySnapshot) throws -> [String] {
        var query = SearchQuery(
            place: areas.first.flatMap { snapshot.territory.area($0) }?.center, at: directory.now(), limit: SearchQuery.largestPage,
            wantsFacets: false)
        if let theme { query.selections[.theme] = [theme] }
        if !areas.isEmpty { query.selections[.area] = areas }
        // The order of a search begins with what is open now; paper is read at another hour.
        let decoder = JSONDecoder()
        let found = try snapshot.index.search(query).hits.compactMap { hit in
            // A card is written by this process, so it is always readable.
            (try? decoder.decode(Card.self, from: Data(hit.card))).map { (id: $0.id, distance: hit.distance ?? .infinity) }
        }
        return found.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.map(\.id)
    }
}
