import Core

/// What must be corrected in a form before it is taken, field by field: values, not errors.
///
/// The page comes back with status 422 and everything that was typed.
package struct FormProblems: Hashable, Sendable {
    package struct Problem: Hashable, Sendable {
        package let field: String
        let key: String
        let count: Int?
    }

    package private(set) var all: [Problem] = []

    package init() {}

    package var isEmpty: Bool { all.isEmpty }

    /// Notes a problem under its catalogue key; `count` fills `{count}`.
    package mutating func add(_ key: String, to field: String, count: Int? = nil) {
        all.append(Problem(field: field, key: key, count: count))
    }

    /// Notes a field that was left empty, or is longer than it may be.
    package mutating func check(_ field: String, in fields: FormFields, isRequired: Bool = false, longest: Int) {
        let value = fields[field]
        if isRequired, value.isEmpty { add("form.required", to: field) }
        if value.unicodeScalars.count > longest { add("form.too_long", to: field, count: longest) }
    }

    /// What a field's problem says; nil when it has none.
    package func text(of field: String, in catalogue: Catalogue) -> Text? {
        all.first { $0.field == field }.map { sentence($0, catalogue) }
    }

    /// The summary above the form, for `components/error-summary`; nil when there is nothing to correct.
    package func summary(in catalogue: Catalogue) -> ErrorSummary? {
        guard !isEmpty else { return nil }
        let lines = all.map { ErrorSummary.Line(field: $0.field, text: sentence($0, catalogue)) }
        return ErrorSummary(heading: catalogue("form.errors", count: lines.count), lines: lines)
    }

    private func sentence(_ problem: Problem, _ catalogue: Catalogue) -> Text {
        problem.count.map { catalogue(problem.key, count: $0) } ?? catalogue(problem.key)
    }
}

/// The list of what must be corrected, each line a link to its field.
package struct ErrorSummary: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        /// The `id` of the field.
        package let field: String
        package let text: Text
    }

    package let heading: Text
    package let lines: [Line]
}

extension FormProblems {
    package mutating func add(_ verdict: FormGuard.Verdict, to field: String) {
        if let problem = verdict.problem { add(problem, to: field) }
    }
}
