import Core
import Web

@testable import Directory

extension PageContractTests {
    /// The pages about what nobody confirmed, each with everything it can say and with as little as it can.
    static func freshnessSamples(_ context: AppContext, _ snapshot: DirectorySnapshot) -> [any Page] {
        let reader = Reader(snapshot: snapshot, context: context)
        let lines = InventedCity.listings.map {
            FreshnessStore.Line(service: $0.service, organization: $0.organization.id, organizationName: $0.organization.name)
        }
        let many = Array(repeating: lines[0], count: ConfirmPage.most + 1)
        let team = FreshnessBoard.Team(name: "Association Inventée", services: 3, late: 2, never: 1, asked: monday, people: 1)
        let lonely = FreshnessBoard.Team(name: "Seule", services: 1, late: 1, never: 1, asked: nil, people: 0)
        return [
            ConfirmPage(lines, confirmed: 1, isExpired: false, token: "t", reader: reader),
            ConfirmPage(many, confirmed: nil, isExpired: true, token: "t", reader: reader),
            ConfirmPage([], confirmed: nil, isExpired: false, token: "t", reader: reader),
            FreshnessBoard([team, lonely], reader: reader), FreshnessBoard([], reader: reader),
        ]
    }
}
