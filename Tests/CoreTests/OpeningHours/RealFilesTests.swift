import Foundation
import Testing

@testable import Core

/// The shared real files, beside the project; these tests are skipped where the folder is absent.
enum RealFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/data").standardized
    static var areHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func services() throws -> [String] {
        struct Service: Decodable {
            let hours: String?
            enum CodingKeys: String, CodingKey { case hours = "horaires_accueil" }
        }
        let data = try Data(contentsOf: folder.appending(path: "data-inclusion/services.json"))
        return try JSONDecoder().decode([Service].self, from: data).compactMap(\.hours)
    }

    /// Monday to Saturday of each site; no cell of this file has a quotation mark and a line break at once but the hours of one.
    static func columns() throws -> [[String]] {
        let text = try String(contentsOf: folder.appending(path: "france-services/france-services-2022-12.csv"), encoding: .utf8)
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: rows[rows.count - 1].append("")
            case "\n" where !isQuoted, "\r\n" where !isQuoted: rows.append([""])
            default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
            }
        }
        return rows.dropFirst().filter { $0.count >= 17 }.map { Array($0[11...16]) }
    }
}

@Suite(.enabled(if: RealFiles.areHere, "the shared data folder is not beside the project"))
struct RealFilesTests {
    @Test func everyRealTextIsReadOrRefusedWithItsPlaceAndReason() throws {
        var read = 0
        var refused: [String] = []
        for text in try RealFiles.services() {
            do {
                let hours = try OpeningHours(text)
                #expect(try OpeningHours(hours.description) == hours)
                read += 1
            } catch {
                #expect(error.position >= 0 && error.position <= text.count && error.reason.count > 10)
                refused.append(text)
            }
        }
        #expect(read == 2_692 && refused.count == 128)
    }

    @Test func theRefusedTextsInFrenchGetAProposalThatNamesWhatWasLeftOut() throws {
        let french = try RealFiles.services().filter { (try? OpeningHours($0)) == nil }
        let proposals = french.compactMap { text in FrenchHours.propose(text).map { (text, $0) } }
        #expect(proposals.count >= french.count * 8 / 10)
        for (text, proposal) in proposals {
            #expect(try OpeningHours(proposal.hours.description) == proposal.hours)
            #expect(!proposal.readAs.isEmpty, "\(text)")
        }
    }

    @Test func everyRowOfTheColumnsIsReadOrRefusedWithItsPlaceAndReason() throws {
        var read = 0
        var refused: [String] = []
        for columns in try RealFiles.columns() {
            do {
                if let hours = try DayColumns(columns).hours() {
                    #expect(try OpeningHours(hours.description) == hours)
                }
                read += 1
            } catch let error as DayColumnsError {
                refused.append("\(columns[error.weekday - 1]): \(error)")
            }
        }
        #expect(read + refused.count == 2_683)
        #expect(refused.count == 5, "\(refused)")
    }
}
