import Core
import Directory
import Testing

@Suite("Tables are read with the line of every row")
struct CSVReaderTests {
    private func refusal(_ bytes: [UInt8], encoding: TextEncoding = .utf8) -> String? {
        do throws(Refusal) {
            _ = try CSVReader(bytes, file: "t.csv", encoding: encoding)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func aRowAfterQuotedLineBreaksKnowsItsLine() throws {
        let table = try CSVReader(Array("\u{FEFF}id,name\r\n1,\"two\nlines, \"\"quoted\"\"\"\r\n\r\n2,b\r\n".utf8), file: "t.csv")
        #expect(table.header == ["id", "name"])
        #expect(table.rows.map(\.line) == [2, 5])
        #expect(table.rows[0].cells == ["1", "two\nlines, \"quoted\""])
    }

    @Test(arguments: [",", ";", "\t"])
    func theSeparatorIsFound(separator: String) throws {
        let table = try CSVReader(Array("a\(separator)b\n1\(separator)2".utf8), file: "t.csv")
        #expect(table.rows[0].cells == ["1", "2"])
    }

    @Test func windows1252IsReadWhenItIsDeclared() throws {
        let bytes: [UInt8] = Array("n\n".utf8) + [0xC9, 0x74, 0xE9, 0x20, 0x80, 0x20, 0x9C, 0x92]
        #expect(try CSVReader(bytes, file: "t.csv", encoding: .windows1252).rows[0].cells == ["Été € œ’"])
        #expect(refusal(bytes) == "t.csv, line 2: is not UTF-8: save it as UTF-8, or declare “encoding: Windows-1252” in the mapping")
    }

    @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
    func aTableInUTF16SaysWhatToSaveItAs(bytes: [UInt8]) {
        #expect(refusal(bytes) == "t.csv: is UTF-16, as some spreadsheets write “Unicode text”: save it as CSV in UTF-8")
    }

    @Test(arguments: [
        ("", "t.csv, line 1: the file is empty: the first line must name the columns"),
        ("a,a\n1,2", "t.csv, line 1, a: the column “a” is there twice: rename one"),
        ("a\n\"open", "t.csv, line 2: a quotation mark opens here and is never closed"),
        ("a\n\"x\"y", "t.csv, line 2: text follows a closing quotation mark: double the quotes inside a quoted cell"),
        ("a\nx\u{0}", "t.csv, line 2: a NUL byte stands in the file: it is damaged"),
    ])
    func brokenTablesSayWhatIsWrong(text: String, sentence: String) {
        #expect(refusal(Array(text.utf8)) == sentence)
    }
}
