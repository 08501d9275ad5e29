import Core
import Foundation
import Testing

@Suite struct NameBasedUUIDTests {
    @Test func theSameNameIsTheSameIdentifierForEver() {
        // Written down once: identifiers are in printed QR codes.
        #expect(nameBasedUUID("pack:paris/service", "aide") == "5ec87a10-a77c-8d5a-a494-1c64f82e5b43")
    }

    @Test func itIsAUUIDOfVersionEight() throws {
        let id = nameBasedUUID("source", "nom")
        #expect(UUID(uuidString: id)?.uuidString.lowercased() == id)
        #expect(Array(id)[14] == "8")
        #expect("89ab".contains(Array(id)[19]))
    }

    @Test func sourceAndNameDoNotRunIntoEachOther() {
        #expect(nameBasedUUID("a", "bc") != nameBasedUUID("ab", "c"))
    }
}
