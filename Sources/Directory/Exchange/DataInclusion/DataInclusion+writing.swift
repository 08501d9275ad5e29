import Core

extension DataInclusion {
    /// `pack:paris` becomes `pack-paris`: two hyphens are the format's own.
    static func source(_ provenance: Provenance) -> String {
        let slug = provenance.source.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return String(slug).split(separator: "-").joined(separator: "-")
    }

    /// `source--id`, as it came where it came so.
    static func id(_ provenance: Provenance) -> String {
        let prefix = source(provenance) + "--"
        if provenance.sourceID.hasPrefix(provenance.source + "--") { return provenance.sourceID }
        return prefix + provenance.sourceID
    }

    /// From 3 to 150 characters.
    static func name(_ name: String) -> String {
        let name = String(name.prefix(150))
        return name.count < 3 ? name + String(repeating: ".", count: 3 - name.count) : name
    }

    /// From 5 to 10,000 characters, or nothing.
    static func description(_ text: LocalizedText) -> String? {
        guard let text = text.reading(in: .french)?.text, text.count >= 5 else { return nil }
        return String(text.prefix(10_000))
    }

    /// The values of a closed list, each once; nil rather than an empty list where the format wants at least one.
    static func kept(_ values: [String]?, _ list: Set<String>, emptyAllowed: Bool = false) -> [String]? {
        guard let values else { return nil }
        let kept = unique(values.filter(list.contains))
        return kept.isEmpty && !(emptyAllowed && values.isEmpty) ? nil : kept
    }
}

extension DataInclusion.Position {
    init(_ location: Location?) {
        guard let location, location.kind != .virtual else { return }
        let address = location.address
        adresse = address?.street.unlessEmpty
        complementAdresse = address?.complement?.unlessEmpty
        commune = address?.city.unlessEmpty
        codePostal = address?.postalCode.wholeMatch(of: /[0-9]{5}/) == nil ? nil : address?.postalCode
        let code = address?.cityCode ?? location.areaCode
        codeInsee = code?.wholeMatch(of: /\w{5}/) == nil ? nil : code
        latitude = location.coordinate?.latitude
        longitude = location.coordinate?.longitude
    }
}

extension DataInclusion.Structure {
    var position: DataInclusion.Position {
        get {
            .init(
                adresse: adresse, complementAdresse: complementAdresse, commune: commune, codePostal: codePostal, codeInsee: codeInsee,
                longitude: longitude, latitude: latitude)
        }
        set {
            (adresse, complementAdresse, commune) = (newValue.adresse, newValue.complementAdresse, newValue.commune)
            (codePostal, codeInsee) = (newValue.codePostal, newValue.codeInsee)
            (longitude, latitude) = (newValue.longitude, newValue.latitude)
        }
    }
}

extension DataInclusion.Service {
    var position: DataInclusion.Position {
        get {
            .init(
                adresse: adresse, complementAdresse: complementAdresse, commune: commune, codePostal: codePostal, codeInsee: codeInsee,
                longitude: longitude, latitude: latitude)
        }
        set {
            (adresse, complementAdresse, commune) = (newValue.adresse, newValue.complementAdresse, newValue.commune)
            (codePostal, codeInsee) = (newValue.codePostal, newValue.codeInsee)
            (longitude, latitude) = (newValue.longitude, newValue.latitude)
        }
    }
}

extension String {
    /// Nil when there is nothing in it.
    var unlessEmpty: String? { isEmpty ? nil : self }
}
