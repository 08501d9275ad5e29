import Core
import Web

/// The ways to pass a page on: they open the reader's own programs, and tell nobody else.
struct ShareView {
    let address: String
    let sms: String
    let whatsapp: String
    let mail: String
    let qr: Markup

    init(title: String, address: PageAddress, words: Catalogue) throws {
        let text = percentEncoded("\(title) \(address.text)")
        self.address = address.text
        sms = "sms:?&body=\(text)"
        whatsapp = "https://wa.me/?text=\(text)"
        mail = "mailto:?subject=\(percentEncoded(title))&body=\(text)"
        qr = try QRCode(address.text).svg(label: words("service.qr").plain)
    }
}

/// The full address of a page, as somebody else can open it.
struct PageAddress: Hashable, Sendable {
    let text: String

    /// - Parameter base: where this Parvis is found, such as `https://accueil.example`; set by whoever runs it.
    init(base: String, path: String) { text = base + path }
}
