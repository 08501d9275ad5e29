import Core
import Database
import NIOPosix
import Print
import Web

/// Makes flyers from the directory as it is now.
package struct FlyerPress: Sendable {
    let directory: DirectoryReader
    let store: ListingStore
    let catalogues: Catalogues
    let assets: Assets
    /// Where this Parvis is found by others: `https://accueil.example`.
    let base: String

    /// Reads what somebody asks for, as an address or a command has it.
    ///
    /// - Throws: a `Refusal` that names the values there are.
    package func question(
        theme: String, area: String, language: Language, companion: String?, from: String?
    ) throws(Refusal) -> FlyerQuestion {
        guard let snapshot = directory.current else { throw Refusal("there is no city yet; load a city pack first (parvis import pack)") }
        let second = try companion.map { tag throws(Refusal) in try self.language(tag) }
        let first = try from.map { text throws(Refusal) in
            guard let day = Day(text) else {
                throw Refusal("“\(text)” is no day; write it as 2026-11-29", at: .init(field: "from"))
            }
            return day
        }
        return try FlyerQuestion(
            theme: theme, area: area, language: language, companion: second, from: first,
            today: snapshot.local(directory.now()).day, in: snapshot)
    }

    /// The language of a tag.
    ///
    /// - Throws: a `Refusal` that names those there are.
    package func language(_ tag: String) throws(Refusal) -> Language {
        if let language = catalogues.language(tag: tag) { return language }
        let tags = catalogues.languages.map(\.tag).joined(separator: ", ")
        throw Refusal("“\(tag)” is no language of this Parvis; use \(tags)", at: .init(field: "lang"))
    }

    /// Every language a flyer can be in.
    package var languages: [Language] { catalogues.languages }

    /// - Throws: a `Refusal` that names the package to install when letters are missing on this machine.
    package func flyer(_ question: FlyerQuestion) async throws -> [UInt8] {
        let snapshot = try directory.snapshot()
        let now = directory.now()
        let places = try Flyer.places(question, in: snapshot, at: now)
        let flyer = Flyer(question, found: try await store.listings(at: places), in: snapshot)
        let area = snapshot.territory.area(question.area)?.aliases.first ?? question.area
        let list = "\(base)/\(question.language.tag)/find?place=\(percentEncoded(area))&theme=\(percentEncoded(question.theme))"
        let layout = FlyerLayout(
            snapshot: snapshot, context: .sample(question.language, catalogues),
            companion: question.companion.map { .sample($0, catalogues) }, catalogues: catalogues, now: now, address: base,
            pictogram: { assets.drawing($0).map { PrintPicture(svg: $0) } },
            code: PrintPicture(svg: try QRCode(list).drawing, alternative: list))
        let document = layout.document(flyer)
        return try await NIOThreadPool.singleton.runIfActive {
            try Press.require([question.language] + (question.companion.map { [$0] } ?? []))
            return try Press.pdf(document)
        }
    }
}
