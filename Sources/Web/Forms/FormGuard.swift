import Core
import Hummingbird

/// What stands between an open form and floods: a token, an empty field that only programs fill, and a throttle.
package struct FormGuard: Sendable {
    package enum Verdict: Hashable, Sendable {
        case accepted
        /// Show the form again with everything typed: the page was open too long.
        case expired
        /// Show the form again with everything typed: too many came.
        case flooded
        /// Thank it and keep nothing.
        case robot
    }

    /// The name of the hidden field with the token.
    package static let tokenField = "token"
    /// The name of the field people never see.
    package static let emptyField = "homepage"

    let tokens: FormTokens
    let throttle: Throttle

    package init(tokens: FormTokens, throttle: Throttle) {
        self.tokens = tokens
        self.throttle = throttle
    }

    package func token(for form: String) -> String { tokens.token(for: form) }

    /// The hidden field's value for a form of this page.
    package func token(for form: String, in context: AppContext) -> String { tokens.token(for: form) }

    package func verdict(on fields: FormFields, for form: String, _ request: Request, _ context: AppContext) -> Verdict {
        if request.isCrossSite || !fields[Self.emptyField].isEmpty { return .robot }
        switch tokens.verdict(on: fields[Self.tokenField], for: form) {
        case .invalid, .expired: return .expired
        case .valid: return throttle.allows(context.remoteAddress) ? .accepted : .flooded
        }
    }
}
