import Core
import Foundation
import Search
import SearchGenerator

/// One search as the other databases are asked it, already understood: synonyms have become needs, so that the peers need none.
struct PeerQuestion: Sendable {
    /// Words of the texts, folded; the last may be the beginning of a word.
    var words: [String] = []
    var lastIsPrefix = false
    /// Need, audience, language and area as words of their own: `need7`.
    var tokens: [String] = []
    var place: Coordinate?
    /// Minutes after `InventedCity.now`.
    var minute = 0
    var openOnly = false

    /// In metres on a plane around Paris.
    var point: (x: Double, y: Double)? { place.map(Plane.point) }

    init(_ query: GeneratedQuery, synonyms: [String: String]) {
        if let need = synonyms[query.words] {
            tokens.append(Self.token(need))
        } else {
            words = query.words.split(separator: " ").map { Folding.folded(String($0)) }
            lastIsPrefix = !words.isEmpty && !query.words.hasSuffix(" ")
        }
        tokens += [query.need, query.audience, query.speaks.map { "speaks-" + $0 }, query.area].compactMap { $0.map(Self.token) }
        place = query.place
        minute = Int(query.at.seconds - InventedCity.now.seconds) / 60
        openOnly = query.openOnly
    }

    /// Letters and digits only, so that every tokenizer keeps it whole.
    static func token(_ id: String) -> String { id.replacing("-", with: "") }

    static let synonyms: [String: String] = {
        var needs: [String: String] = [:]
        for (value, words) in Taxonomy.synonyms { for word in words { needs[word] = value.value } }
        return needs
    }()
}

/// Metres on a plane around Paris: near enough to order by, and cheap for every database.
enum Plane {
    static func point(_ place: Coordinate) -> (x: Double, y: Double) {
        ((place.longitude - 2.35) * 73_200, (place.latitude - 48.85) * 111_200)
    }
}

/// What a peer is told of one service.
struct PeerDocument {
    let number: Int
    let location: Int
    let point: (x: Double, y: Double)
    let words: String
    let tokens: String
    let card: String

    init(_ service: GeneratedService) {
        number = service.number
        location = service.number / 3
        point = Plane.point(service.coordinate)
        words = Folding.folded(([service.name, service.organization] + service.descriptions).joined(separator: " "))
        tokens = (service.needs + service.audiences + service.speaks.map { "speaks-" + $0 } + [service.area]).map(PeerQuestion.token)
            .joined(separator: " ")
        card = String(decoding: service.card, as: UTF8.self)
    }

    /// When the location is open in the eight days from now, in minutes: computed for the peers, which cannot read hours.
    static func openMinutes(_ service: GeneratedService, holidays: Holidays) -> [Range<Int>] {
        guard let hours = service.hours.flatMap({ try? OpeningHours($0) }) else { return [] }
        let context = HoursContext(
            zone: .paris, holidays: holidays, coordinate: (service.coordinate.latitude, service.coordinate.longitude),
            closures: service.closure.map { [Closure(from: $0.from, to: $0.to)] } ?? [])
        let now = InventedCity.now
        return hours.intervals(from: now, to: now + 8 * 86_400, in: context).filter { $0.state == .open }.map {
            Int($0.from.seconds - now.seconds) / 60..<Int($0.to.seconds - now.seconds) / 60
        }.filter { !$0.isEmpty }
    }
}

/// Another database that answers the same searches.
protocol Peer: Sendable {
    /// One page of twenty cards, in JSON.
    func cards(_ question: PeerQuestion) async throws -> [String]
    /// How many services of the whole answer have each value of each filter.
    func counts(_ question: PeerQuestion) async throws -> [(value: String, count: Int)]
}
