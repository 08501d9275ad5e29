import Core
import Database
import Web

/// The nightly round: each team with late services gets one letter, whatever their number, and not again for two weeks.
package struct FreshnessRound: Sendable {
    let store: FreshnessStore
    let directory: DirectoryReader
    let catalogues: Catalogues
    let links: DirectoryLinks
    /// Where others find this Parvis.
    let base: String

    static let act = Act("directory.ask", by: .system, for: "public-information")
    /// Services a letter names; it tells how many more there are.
    static let named = 20

    /// Asks every team that is due. Begun again, or by two nodes at once, no team gets a second letter.
    ///
    /// - Parameter write: one transaction for each team, given up when somebody else does the round by now.
    /// - Returns: how many teams were asked.
    @discardableResult
    package func run(
        write: @Sendable (Act, @escaping @Sendable (Transaction) throws -> Bool) async throws -> Bool
    ) async throws -> Int {
        guard let snapshot = directory.current else { return 0 }
        let now = directory.now()
        let today = snapshot.local(now).day
        let pause = now - FreshnessStore.pause * 86_400
        let due = try await store.unasked(before: pause) { snapshot.freshness(of: $0, today: today).isLate }
        var asked = 0
        for (organization, services) in due.sorted(by: { $0.key < $1.key }) {
            let isAsked = try await write(Self.act) { transaction in
                let people = try links.inCharge(organization, transaction)
                // A team without anybody who could confirm stands on the city's board.
                guard !people.isEmpty,
                    try FreshnessStore.ask(organization, services: services.count, people: people.count, after: pause, in: transaction)
                else { return false }
                for person in people { try links.send(letter(to: person, services), transaction) }
                return true
            }
            if isAsked { asked += 1 }
        }
        return asked
    }

    func letter(to person: PersonInCharge, _ services: [Service]) -> DirectoryLetter {
        let language = catalogues.language(tag: person.language) ?? .english
        let words = catalogues[language]
        let names = services.prefix(Self.named).map { "- " + ($0.name.reading(in: language)?.text ?? $0.id) }
        let more = services.count > Self.named ? ["- " + words("fresh.letter_more", count: services.count - Self.named).plain] : []
        let text = words(
            "fresh.letter",
            [
                "name": person.name, "services": (names + more).joined(separator: "\n"), "link": "\(base)/\(language.tag)/work/confirm",
            ])
        return DirectoryLetter(
            to: person.email, subject: words("fresh.letter_subject", count: services.count).plain, text: text.plain, language: language.tag)
    }
}
