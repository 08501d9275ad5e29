/// A set of directory records that travel together: what an importer reads, what an exporter writes.
package struct DirectoryRecords: Codable, Hashable, Sendable {
    package var organizations: [Organization] = []
    package var locations: [Location] = []
    package var services: [Service] = []
    package var servicesAtLocations: [ServiceAtLocation] = []

    package init() {}
}
