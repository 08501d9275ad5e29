import Core

/// Which record of the directory an HSDS object is: its own one coming back, or one of another publisher.
struct HSDSIdentity {
    let provenance: Provenance
    /// It carries our profile: its identifier is the directory's own.
    let isOurs: Bool
    private let given: String

    init(source: String, of id: String, _ profile: Provenance?) {
        given = id
        isOurs = profile != nil
        provenance = profile ?? Provenance(source: source, sourceID: id)
    }

    func id(_ kind: String) -> String { isOurs ? given : provenance.identifier(kind) }
}
