import City
import Database
import Testing

/// A migration that was shipped never changes: databases of cities were made with it. A new one takes the number after the last, when
/// it comes in and not before: one that stands before another which a database already has is refused there.
@Suite struct ShippedMigrationTests {
    private static let shipped = [
        "0001-directory": "6c0c196196d76765",
        "0002-directory-city": "4ed90b7173679b78",
        "0003-vault": "abae5e0acc2da468",
        "0004-sealing": "df006c16379ed8c2",
        "0005-accounts": "2d397cf69c1604eb",
        "0006-organizations": "2683089ad077b95d",
        "0007-background": "719db4de757383c9",
        "0008-directory-editing": "908e3b749ad17be8",
        "0009-directory-moderation": "0c4d21c1fc5b3f19",
        "0011-factors": "8e4f5a81b3bfa296",
        "0013-webhooks": "44157a7bbbbe2e67",
        "0014-directory-care": "fe0125b234d1a918",
        "0015-translations-lists": "ae025b2e3bdb12bc",
    ]

    @Test func everyShippedMigrationIsAsItWas() {
        let now = Dictionary(uniqueKeysWithValues: CityServer.migrations.map { ($0.id, $0.fingerprint) })
        for (id, fingerprint) in Self.shipped { #expect(now[id] == fingerprint, "\(id)") }
        #expect(CityServer.migrations.count == Self.shipped.count, "add the new migration's fingerprint here")
    }
}
