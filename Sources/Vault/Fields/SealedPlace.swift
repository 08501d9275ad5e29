import Foundation

/// A column whose values are sealed.
package struct SealedField: Sendable, Hashable {
    package let table: String
    package let column: String

    package init(table: String, column: String) {
        self.table = table
        self.column = column
    }

    /// The place of one value: its row, by primary key, and the subject whose key seals it.
    package func at(row: String, of subject: String) -> SealedPlace { SealedPlace(field: self, row: row, subject: subject) }
}

/// Where one sealed value stands; it opens nowhere else.
package struct SealedPlace: Sendable, Hashable {
    package let field: SealedField
    package let row: String
    package let subject: String

    var context: Data { Context("parvis field 1", [field.table, field.column, row, subject]).bytes }
}
