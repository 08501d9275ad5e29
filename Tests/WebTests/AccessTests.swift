import Access
import Core
import HTTPTypes
import Hummingbird
import Logging
import TestKit
import Testing

@testable import Web

/// What the rule refuses has one answer outside, whatever it knows inside.
@Suite struct AccessTests {
    private let now = Instant(seconds: 1_795_000_000)

    private func context(_ agent: Agent?) throws -> AppContext {
        var context = AppContext.sample(.french, try TestWeb().catalogues, target: "work/services")
        if let agent { context.identify(agent, at: now) }
        return context
    }

    private func editor(of organization: String, secondFactorAt: Instant? = nil) -> Agent {
        Agent(
            account: "a1", grants: [Grant(role: "directory-editor", at: .organization(organization), from: Instant(seconds: 0))],
            roles: .standard, session: SessionFacts(secondFactorAt: secondFactorAt))
    }

    @Test func strangersAreSentToSignInAndComeBack() throws {
        let context = try context(nil)
        #expect(throws: AccessRefusal(answer: .signIn)) { try context.require(.change(.directory), on: .record(of: "o1")) }
        #expect(AccessRefusal(answer: .signIn).path(context) == "/fr/sign-in?to=work%2Fservices")
    }

    @Test func anothersRecordAnswersLikeOneThatDoesNotExist() throws {
        let context = try context(editor(of: "o1"))
        #expect(throws: AccessRefusal(answer: .absent)) { try context.require(.change(.directory), on: .record(of: "o2")) }
        #expect(throws: AccessRefusal(answer: .absent)) { try context.require(.change(.directory), on: nil) }
        #expect(AccessRefusal(answer: .absent).path(context) == nil && AccessRefusal(answer: .absent).status == .notFound)
    }

    @Test func whatIsRefusedToSomebodySignedInIsInTheLog() throws {
        let lines = LogLines()
        var context = AppContext.sample(.french, try TestWeb().catalogues, logger: Logger(label: "test") { _ in lines })
        context.identify(editor(of: "o1"), at: now)
        context.signedIn = SignedIn(account: "a1", session: "s1", name: "Nadia Exemple", formSecret: "x")
        try context.require(.change(.directory), on: .record(of: "o1"))
        #expect(lines.all == [])
        #expect(throws: AccessRefusal.self) { try context.require(.change(.directory), on: .record(of: "o2")) }
        #expect(throws: AccessRefusal.self) { try context.requireScope(of: .see(.journal)) }
        #expect(lines.all == ["Refused act=change:directory route=- session=s1", "Refused act=see:journal route=- session=s1"])
    }

    @Test func onesOwnRecordIsOpen() throws {
        let context = try context(editor(of: "o1"))
        try context.require(.change(.directory), on: .record(of: "o1"))
        #expect(context.scope(of: .change(.directory)).organizations == ["o1"])
    }
}
