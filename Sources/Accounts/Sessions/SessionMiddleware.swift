import Access
import Core
import Hummingbird
import Web

/// Finds who is signed in by the cookie; a request without one asks the database nothing.
package struct SessionMiddleware: RouterMiddleware {
    package typealias Context = AppContext
    let sessions: SessionStore
    let cookies: SessionCookies
    /// The roles of an account and the table they stand in.
    let agent: @Sendable (String, SessionFacts) async throws -> Agent

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = cookies.read(.session, from: request), let session = try await sessions.find(secret), session.stage == .open
        else { return try await next(request, context) }
        if sessions.now() - session.seenAt >= SessionLimits.seenEvery { try await sessions.touch(session) }
        var context = context
        context.signedIn = SignedIn(
            account: session.accountId, session: session.id, name: session.name, formSecret: secret.derived(for: "forms"),
            secondFactorAt: session.secondFactorAt, isKnownDevice: session.isKnownDevice)
        let facts = SessionFacts(secondFactorAt: session.secondFactorAt, isKnownDevice: session.isKnownDevice)
        context.identify(try await agent(session.accountId, facts), at: sessions.now())
        return try await next(request, context)
    }
}
