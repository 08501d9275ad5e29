import Access
import Core
import Testing

@Suite("One decision")
struct DecisionTests {
    private let now = Instant(seconds: 1_800_000_000)

    @Test("Nobody is allowed anything without being signed in")
    func signedOut() {
        let decision = AccessRule.decide(.see(.directory), on: .place(.city), by: nil, at: now)
        #expect(decision == .refused([.signedOut]))
        #expect(decision.answer == .signIn)
    }

    @Test("A standard role never stands before a wall of its own making")
    func standardTableIsWithinTheWalls() {
        for role in RoleTable.standard.roles { #expect(role.wallsHit.isEmpty, "\(role.id): \(role.wallsHit)") }
    }
}
