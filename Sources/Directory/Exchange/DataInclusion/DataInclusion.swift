/// The data·inclusion v1 format: two JSON files, one of structures, one of services.
package enum DataInclusion {
    /// A place that receives people, with its address.
    struct Structure: Codable {
        var source: String
        var id: String
        var nom: String
        var dateMaj: String
        var siret: String?
        var description: String?
        var telephone: String?
        var courriel: String?
        var siteWeb: String?
        var lienSource: String?
        var horairesAccueil: String?
        var accessibiliteLieu: String?
        var reseauxPorteurs: [String]?
        var commune: String?
        var codePostal: String?
        var codeInsee: String?
        var adresse: String?
        var complementAdresse: String?
        var longitude: Double?
        var latitude: Double?
    }

    /// What a structure offers.
    struct Service: Codable {
        var source: String
        var structureId: String
        var id: String
        var nom: String
        var description: String
        var dateMaj: String
        var lienSource: String?
        var type: String?
        var thematiques: [String]?
        var frais: String?
        var fraisPrecisions: String?
        var publics: [String]?
        var publicsPrecisions: String?
        var conditionsAcces: String?
        var telephone: String?
        var courriel: String?
        var contactNomPrenom: String?
        var modesAccueil: [String]?
        var zoneEligibilite: [String]?
        var lienMobilisation: String?
        var modesMobilisation: [String]?
        var mobilisablePar: [String]?
        var mobilisationPrecisions: String?
        var volumeHoraireHebdomadaire: Double?
        var nombreSemaines: Int?
        var horairesAccueil: String?
        var commune: String?
        var codePostal: String?
        var codeInsee: String?
        var adresse: String?
        var complementAdresse: String?
        var longitude: Double?
        var latitude: Double?
    }

    /// Where something is, as both files write it.
    struct Position: Hashable {
        var adresse: String?
        var complementAdresse: String?
        var commune: String?
        var codePostal: String?
        var codeInsee: String?
        var longitude: Double?
        var latitude: Double?

        var isEmpty: Bool { self == Position() }
    }
}
