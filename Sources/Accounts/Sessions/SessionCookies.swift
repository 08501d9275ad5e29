import Foundation
import HTTPTypes
import Hummingbird

/// The two cookies of somebody who signs in: the session, and the device that has been signed in before.
///
/// Over https their names begin with `__Host-`, which browsers take from this very host only.
struct SessionCookies: Sendable {
    let isSecure: Bool

    enum Kind: String {
        case session = "parvis-session"
        case device = "parvis-device"
        /// The way to the provider and back.
        case provider = "parvis-provider"
    }

    func read(_ kind: Kind, from request: Request) -> Secret? { text(kind, from: request).flatMap { Secret(token: $0) } }

    func text(_ kind: Kind, from request: Request) -> String? {
        let name = name(kind)
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";").prefix(50) {
                let sides = pair.split(separator: "=", maxSplits: 1)
                if sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces) == name {
                    return sides[1].trimmingCharacters(in: .whitespaces)
                }
            }
        }
        return nil
    }

    /// - Parameter seconds: how long the browser keeps it; until it is closed when nothing.
    func write(_ kind: Kind, _ secret: Secret, seconds: Int64? = nil, to headers: inout HTTPFields) {
        set(kind, secret.token, seconds, &headers)
    }

    func write(_ kind: Kind, text: String, seconds: Int64?, to headers: inout HTTPFields) { set(kind, text, seconds, &headers) }

    func clear(_ kind: Kind, in headers: inout HTTPFields) { set(kind, "", 0, &headers) }

    private func set(_ kind: Kind, _ value: String, _ seconds: Int64?, _ headers: inout HTTPFields) {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        let line = "\(name(kind))=\(value); Path=/\(age); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
        headers.append(HTTPField(name: .setCookie, value: line))
    }

    private func name(_ kind: Kind) -> String { (isSecure ? "__Host-" : "") + kind.rawValue }
}
