/// What a browser says of itself, in two words a person recognizes in a list; nothing else of it is kept.
func browserName(_ userAgent: String?) -> String {
    let text = userAgent ?? ""
    let browser = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]
        .first { text.contains($0.0) }?.1
    let system = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
    ]
    .first { text.contains($0.0) }?.1
    return [browser, system].compactMap(\.self).joined(separator: " · ")
}
