import Core

/// What one index was asked and what it answered: people at the same place ask the same, and what can be chosen further depends on
/// the choices made, not on where somebody stands.
///
/// It is the index's own, so no answer outlives a change of the directory.
final class SearchMemory: Sendable {
    /// Whole answers, of a usual page at most.
    let answers = Remembered<SearchQuery, SearchResult>(room: 4_096)
    /// Counts of the filters, whatever the place, the page and, unless only what is open is asked for, the moment.
    let counts = Remembered<SearchQuery, [Int32]>(room: 1_024)

    /// Longer pages are not kept: they are asked by programs, and once.
    static let longestPage = 20
    /// With fewer matches, counting costs no more than remembering.
    static let fewestMatches = 256
}

extension SearchQuery {
    /// The question as everybody asks it in this minute: hours change on whole minutes only.
    var inItsMinute: SearchQuery {
        var query = self
        query.at = Instant(seconds: at.seconds.flooredMinute * 60)
        return query
    }

    /// The question that has the same counts, to be remembered by; nil with a radius, which hardly anybody shares.
    var countedAlike: SearchQuery? {
        guard radius == nil else { return nil }
        var query = self
        query.place = nil
        query.cursor = nil
        query.limit = 1
        if !openOnly { query.at = Instant(seconds: 0) }
        return query
    }
}
