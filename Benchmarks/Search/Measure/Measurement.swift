import Core
import Foundation
import Search
import SearchGenerator

/// P1 and P3 of one size, on generated services.
struct Measurement {
    let size: Int
    /// A Tuesday, 14:10 in Paris, five weeks before Christmas.
    private let now = Instant(seconds: 1_795_525_800)
    private let directory: GeneratedDirectory

    init(size: Int) {
        self.size = size
        directory = GeneratedDirectory(count: size, today: Zone.paris.local(now).day)
    }

    func run() {
        print("\n\(size) services, one core, release build")
        let index = build()
        measureQueries(index.forgetful)
        measureChange(index)
    }

    /// Documents are made in parts, so that the generator's memory is not taken for the index's.
    private func build() -> SearchIndex {
        let documents = directory.documents()
        let before = residentBytes()
        let start = processorSeconds()
        let index = SearchIndex.build(documents: documents, vocabulary: SearchVocabulary(Taxonomy.synonyms), now: now)
        let seconds = processorSeconds() - start
        report("P3 build", Double(size) / seconds, "services/s of processor time", target: 50_000, atLeast: true)
        report("P3 memory, cards left out", Double(index.byteCount) / Double(size), "bytes/service", target: 1_024)
        note("   growth of the process while building", "\((residentBytes() - before) / size) bytes/service")
        return index
    }

    private func measureQueries(_ index: SearchIndex) {
        let queries = (0..<20_000).map { directory.query($0, now: now) }
        for query in queries.prefix(500) { _ = try? index.search(query.query) }
        var all: [(query: GeneratedQuery, microseconds: Double, total: Int)] = []
        var wall: [Double] = []
        let clock = ContinuousClock()
        for query in queries {
            let asked = query.query
            var total = 0
            let start = threadMicroseconds()
            let duration = clock.measure { total = (try? index.search(asked))?.total ?? 0 }
            all.append((query, threadMicroseconds() - start, total))
            wall.append(Double(duration.components.attoseconds) / 1e12 + Double(duration.components.seconds) * 1e6)
        }
        let mix = Durations(all.map(\.microseconds))
        let targets: (Double, Double) = size > 100_000 ? (.infinity, 3_000) : (60, 500)
        if targets.0.isFinite {
            report("P1 search, p50", mix.quantile(0.5), "µs", target: targets.0)
        } else {
            note("P1 search, p50", String(format: "%.0f µs", mix.quantile(0.5)))
        }
        report("P1 search, p99", mix.quantile(0.99), "µs", target: targets.1)
        let byClock = Durations(wall)
        note("   by the clock on the wall", String(format: "p50 %.0f µs, p99 %.0f µs", byClock.quantile(0.5), byClock.quantile(0.99)))
        note("   mean, longest", String(format: "%.0f µs, %.0f µs", mix.mean, mix.longest))
        note("   results of a query, median", "\(all.map(\.total).sorted()[all.count / 2])")
        for (name, kind) in kinds {
            let durations = Durations(all.filter { kind($0.query) }.map(\.microseconds))
            note("   \(name)", String(format: "p50 %.0f µs, p99 %.0f µs", durations.quantile(0.5), durations.quantile(0.99)))
        }
    }

    private var kinds: [(String, (GeneratedQuery) -> Bool)] {
        [
            ("about this minute", { $0.isAboutNow }), ("about a random moment of seven days", { !$0.isAboutNow }),
            ("with words", { !$0.words.isEmpty }), ("with a place and no radius", { $0.place != nil && $0.radius == nil }),
            ("with a radius", { $0.radius != nil }), ("without a place", { $0.place == nil }), ("open only", { $0.openOnly }),
        ]
    }

    /// From a changed record to an index that finds it, with an overlay as large as it gets before a new base is due.
    private func measureChange(_ index: SearchIndex) {
        let clock = ContinuousClock()
        let pending = max(1_000, size / 50)
        let grown = index.applying(directory.documents(0..<pending).map { .upsert($0) })
        let change = directory.documents(pending..<pending + 1)
        let first = clock.measure { _ = index.applying(change.map { .upsert($0) }) }
        let last = clock.measure { _ = grown.applying(change.map { .upsert($0) }) }
        note("   one change, nothing pending", "\(first)")
        report(
            "P3 one change, \(pending) pending", Double(last.components.attoseconds) / 1e18 + Double(last.components.seconds), "s",
            target: 1)
        let move = clock.measure { _ = index.moved(to: now + 86_400) }
        note("   hours moved to the next day (once a day)", "\(move)")
    }
}
