import Core

/// Reads a directory in data·inclusion v1: structures become organizations, services services, positions locations.
///
/// A record that cannot be taken is refused with its line and its reason; the others are taken. A file that is not whole is refused whole.
package struct DataInclusionReader {
    private let terms: TermLookup
    private let progress: (Int) -> Void

    /// `progress` is told how many records were read, every thousand.
    package init(taxonomy: Taxonomy, progress: @escaping (Int) -> Void = { _ in }) {
        terms = TermLookup(taxonomy)
        self.progress = progress
    }

    /// One file to read, with the name the report gives it.
    package struct File {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    package func read(structures: File, services: File) throws -> ImportReading {
        var session = DataInclusionImport(terms: terms)
        try each(structures, key: "structures") { structure in
            // Only a service names its structure: files in the wrong order are refused at once, not line by line.
            guard structure["structure_id"] == nil else {
                throw Refusal(
                    "holds services where structures are expected: name the file of structures first, then the file of services",
                    at: .init(file: structures.name, line: structure.line))
            }
            try session.take(structure: structure, file: structures.name)
        }
        try each(services, key: "services") { try session.take(service: $0, file: services.name) }
        return session.reading
    }

    private func each(_ file: File, key: String, _ body: (SourceValue) throws -> Void) throws {
        var reader = try JSONReader(file.bytes, file: file.name)
        var count = 0
        try reader.records(under: key) { value in
            try body(value)
            count += 1
            if count.isMultiple(of: 1000) { progress(count) }
        }
    }
}
