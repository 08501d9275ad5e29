import Core
import Directory
import Testing

@Suite("Archives are read within bounds")
struct ZipTests {
    private func archive(_ name: String = "a.csv", _ content: [UInt8] = Array("id,name\n1,é".utf8)) -> [UInt8] {
        var zip = ZipWriter()
        zip.add(name, content)
        return zip.archive()
    }

    private func refusal(_ bytes: [UInt8]) -> String? {
        do throws(Refusal) {
            let zip = try ZipReader(bytes, file: "a.zip")
            for entry in zip.entries.values.sorted(by: { $0.name < $1.name }) { _ = try zip.content(entry) }
            return nil
        } catch {
            return error.description
        }
    }

    @Test func whatIsPackedUnpacks() throws {
        let zip = try ZipReader(archive(), file: "a.zip")
        let entry = try #require(zip.entries["a.csv"])
        #expect(try zip.content(entry) == Array("id,name\n1,é".utf8))
    }

    @Test func anArchiveCutAnywhereIsRefused() {
        let whole = archive()
        for length in 0..<whole.count { #expect(refusal(Array(whole.prefix(length))) != nil, "cut after \(length)") }
    }

    @Test func aChangedByteNeverGivesOtherContent() throws {
        let whole = archive()
        let content = Array("id,name\n1,é".utf8)
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 0x55
            guard let zip = try? ZipReader(bytes, file: "a.zip"), let entry = zip.entries.values.first, let read = try? zip.content(entry)
            else { continue }
            #expect(read == content, "byte \(index)")
        }
    }

    @Test(arguments: ["../a.csv", "/a.csv", "a/../../b", "a\\b", "c:a"])
    func aNameThatLeavesTheFolderIsRefused(name: String) {
        #expect(refusal(archive(name)) == "a.zip: “\(name)” leaves the archive's own folder")
    }

    @Test func aBombIsRefusedBeforeItExplodes() {
        let bomb = archive("a.csv", [UInt8](repeating: 0x41, count: 4_000_000))
        #expect(refusal(bomb) == "a.zip: a.csv would grow more than 100 times: this is not a table")
    }

    @Test func tooManyFilesAreRefused() {
        var zip = ZipWriter()
        for number in 0...ZipReader.Limit.entries { zip.add("\(number).csv", []) }
        #expect(refusal(zip.archive())?.contains("and at most 200 are read") == true)
    }
}
