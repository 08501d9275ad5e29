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

        /// The catalogue's sentence on what somebody can do about it; nil when there is nothing to do.
        package var problem: String? {
            switch self {
            case .accepted: nil
            case .flooded: "form.wait"
            case .expired, .robot: "form.expired"
            }
        }
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

    /// The hidden field's value for a form of this page; when somebody is signed in, only their session can send it.
    package func token(for form: String, in context: AppContext) -> String { tokens.token(for: Self.bound(form, to: context)) }

    package func verdict(on fields: FormFields, for form: String, _ request: Request, _ context: AppContext) -> Verdict {
        if request.isCrossSite || !fields[Self.emptyField].isEmpty { return .robot }
        switch tokens.verdict(on: fields[Self.tokenField], for: Self.bound(form, to: context)) {
        case .invalid, .expired: return .expired
        // Who is signed in is known and can be stopped: an editor's tenth form of the morning is no flood.
        case .valid: return context.signedIn != nil || throttle.allows(context.remoteAddress) ? .accepted : .flooded
        }
    }

    private static func bound(_ form: String, to context: AppContext) -> String {
        context.signedIn.map { "\(form)|\($0.formSecret)" } ?? form
    }
}
