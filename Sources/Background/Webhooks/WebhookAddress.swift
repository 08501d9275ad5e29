import Foundation

/// Where messages may go: the public internet and nothing else, or whoever registers an address could look into the city's network.
package enum WebhookAddress {
    /// How far messages go.
    package enum Reach: Sendable {
        case publicInternet
        /// For a trial: this machine too, without TLS.
        case loopbackToo
    }

    /// Refuses what is not `https`, names a machine by its number, or can only be an internal name. Returns the address with its name in
    /// small letters, as it is to be kept.
    @discardableResult
    package static func check(_ text: String, reach: Reach = .publicInternet) throws -> String {
        guard var url = URLComponents(string: text), url.user == nil, url.password == nil, url.fragment == nil, text.utf8.count <= 2_000,
            let host = url.host?.lowercased(), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw WebhookRefusal() }
        let isTrial = reach == .loopbackToo && url.scheme == "http"
        guard isTrial || (url.scheme == "https" && isPublicName(host)) else { throw WebhookRefusal() }
        url.host = host
        guard let kept = url.string, url.host == host else { throw WebhookRefusal() }
        return kept
    }

    private static func isPublicName(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.contains(where: \.isLetter), !host.contains(":") else { return false }
        return labels.allSatisfy { !$0.isEmpty } && !["localhost", "local", "internal", "lan", "home", "intranet"].contains(String(last))
    }

    /// Whether an address a name was resolved to may be connected to: a public one, or for plain `http` in a trial this very machine.
    static func isAllowed(_ address: String, scheme: String?, reach: Reach) -> Bool {
        if scheme == "http" { return reach == .loopbackToo && (address.hasPrefix("127.") || address == "::1") }
        return isPublic(address)
    }

    /// Whether an address a name was resolved to is on the public internet. Whoever sends asks this of the address it connects to,
    /// after resolving: a name can be changed at any moment.
    package static func isPublic(_ address: String) -> Bool {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, address, &four) == 1 { return isPublic(v4: withUnsafeBytes(of: &four) { Array($0) }) }
        guard inet_pton(AF_INET6, address, &six) == 1 else { return false }
        return isPublic(v6: withUnsafeBytes(of: &six) { Array($0) })
    }

    /// What the register of special addresses (RFC 6890 and its successors) sets apart is not public.
    private static func isPublic(v4 bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (192, 168, _), (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113):
            false
        case (100, 64...127, _), (172, 16...31, _), (198, 18...19, _), (224..., _, _): false
        default: true
        }
    }

    /// Only global unicast, 2000::/3, without the forms that carry an IPv4 address (6to4, Teredo) and those for documents.
    private static func isPublic(v6 bytes: [UInt8]) -> Bool {
        if bytes[0..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff { return isPublic(v4: Array(bytes[12...])) }
        guard bytes[0] & 0xe0 == 0x20 else { return false }
        let start = (UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
        switch start {
        case (0x2002, _), (0x2001, 0), (0x2001, 0x0db8), (0x3fff, 0..<0x1000): return false
        default: return true
        }
    }
}

/// The address of a webhook was not taken.
package struct WebhookRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String {
        "The address was not taken: it must begin with https:// and name a machine of the public internet, without a user or a fragment."
    }
}
