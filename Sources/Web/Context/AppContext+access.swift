import Access
import Core
import HTTPTypes
import Hummingbird
import Logging

extension AppContext {
    /// Notes who is signed in, and when the request came; what follows in the chain asks the rule with both.
    package mutating func identify(_ agent: Agent, at moment: Instant) {
        self.agent = agent
        arrivedAt = moment
    }

    /// What the rule says of one record, or of a place where records are listed and made.
    package func decision(_ permission: Permission, on target: AccessTarget?, for purpose: Purpose? = nil) -> Decision {
        AccessRule.decide(permission, on: target, by: agent, for: purpose, at: arrivedAt)
    }

    /// Whether a button or a link is worth showing.
    package func may(_ permission: Permission, on target: AccessTarget?, for purpose: Purpose? = nil) -> Bool {
        decision(permission, on: target, for: purpose).isAllowed
    }

    /// Which records a permission reaches at most, for the WHERE clause of a list.
    package func scope(of permission: Permission) -> AccessScope {
        AccessRule.scope(of: permission, for: agent, at: arrivedAt)
    }

    /// The first line of a controller: what the rule allows, or the one answer the outside gets.
    ///
    /// - Throws: an `AccessRefusal`; a restricted record is refused with the answer of one that does not exist.
    @discardableResult
    package func require(_ permission: Permission, on target: AccessTarget?, for purpose: Purpose? = nil) throws(AccessRefusal) -> Allowance
    {
        let decision = decision(permission, on: target, for: purpose)
        guard case .allowed(let allowance) = decision else { throw refusal(permission, decision) }
        return allowance
    }

    /// Who is signed in, for pages that belong to the account itself.
    package func requireAgent() throws(AccessRefusal) -> Agent {
        guard let agent else { throw AccessRefusal(answer: .signIn) }
        return agent
    }

    /// Lets through whom the rule lets reach anything at all with this permission: a page that lists what is within the scope.
    @discardableResult
    package func requireScope(of permission: Permission) throws(AccessRefusal) -> AccessScope {
        let scope = scope(of: permission)
        // Nothing may be seen of an empty scope, so no record's answer can differ from this one.
        guard !scope.isEmpty else { throw refusal(permission, decision(permission, on: nil)) }
        return scope
    }

    /// Writes down what somebody who is signed in tried in vain: the act and the session, never the record or the name.
    private func refusal(_ permission: Permission, _ decision: Decision) -> AccessRefusal {
        if decision.answer == .absent || decision.answer == .volumeSpent {
            logger.notice(
                "Refused", metadata: ["act": "\(permission)", "session": "\(signedIn?.session ?? "-")", "route": "\(endpointPath ?? "-")"])
        }
        return AccessRefusal(answer: decision.answer)
    }
}

/// A request the rule does not let through, with what may be told of it.
package struct AccessRefusal: Error, Hashable, Sendable {
    package let answer: OutsideAnswer

    package init(answer: OutsideAnswer) { self.answer = answer }

    /// Where a page sends the reader instead of refusing: to sign in, or to give the second factor again.
    func path(_ context: AppContext) -> String? {
        let back = percentEncoded(context.target)
        return switch answer {
        case .signIn: "/\(context.language.tag)/sign-in?to=\(back)"
        case .stepUp, .unknownDevice: "/\(context.language.tag)/confirm?to=\(back)"
        default: nil
        }
    }

    var status: HTTPResponse.Status {
        switch answer {
        case .signIn, .stepUp, .unknownDevice: .unauthorized
        case .volumeSpent: .tooManyRequests
        case .absent, .open: .notFound
        }
    }

    var key: String? { answer == .volumeSpent ? "error.volume" : nil }
}
