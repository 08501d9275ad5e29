import CPango
import Core

/// The letters a language is printed with.
///
/// Each language asks for its own family: what the system would choose alone is Kufi for Arabic and Japanese shapes for Chinese.
struct Typeface {
    /// In the order they are tried, so that Latin digits look the same in every language.
    let families: [String]
    /// Debian's package that has the last of them.
    let package: String

    init(_ language: Language) {
        let (family, package): (String?, String) =
            switch language.primarySubtag {
            case "ar", "fa", "ps", "prs": ("Noto Naskh Arabic", "fonts-noto-core")
            case "ur": ("Noto Nastaliq Urdu", "fonts-noto-core")
            case "am", "ti": ("Noto Sans Ethiopic", "fonts-noto-core")
            case "bn": ("Noto Sans Bengali", "fonts-noto-core")
            case "bo": ("Noto Serif Tibetan", "fonts-noto-core")
            case "ka": ("Noto Sans Georgian", "fonts-noto-core")
            case "zh": ("Noto Sans CJK SC", "fonts-noto-cjk")
            default: (nil, "fonts-noto-core")
            }
        families = ["Noto Sans"] + (family.map { [$0] } ?? [])
        self.package = package
    }

    /// What every language needs and this machine lacks: refused before anything is printed, never squares on paper.
    ///
    /// - Throws: a `Refusal` that names the package to install.
    static func require(_ languages: [Language]) throws {
        let installed = installedFamilies()
        for face in languages.map(Typeface.init) {
            guard let missing = face.families.first(where: { !installed.contains($0) }) else { continue }
            throw Refusal("the letters “\(missing)” are not on this machine; install them: apt-get install \(face.package)")
        }
    }

    private static func installedFamilies() -> Set<String> {
        var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
        var count: Int32 = 0
        pango_font_map_list_families(pango_cairo_font_map_get_default(), &list, &count)
        defer { g_free(list) }
        return Set((0..<Int(count)).compactMap { list?[$0].map { String(cString: pango_font_family_get_name($0)) } })
    }
}
