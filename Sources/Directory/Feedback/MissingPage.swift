import Core
import Web

/// "A service is missing": which help, and where.
struct MissingPage: Page {
    static let template = "directory/missing"
    static let formName = "missing"

    let title: Text
    let action: String
    let token: String
    let need: Choices
    let area: Choices
    let words: Field
    let summary: ErrorSummary?
    let isSent: Bool

    init(
        _ snapshot: DirectorySnapshot, fields: FormFields, problems: FormProblems, isSent: Bool, token: String, context: AppContext
    ) {
        let catalogue = context.catalogue
        let reader = Reader(snapshot: snapshot, context: context)
        title = catalogue("missing.title")
        action = "/\(context.language.tag)/missing"
        self.token = token
        func choices(_ field: String, _ label: String, _ known: [(value: String, name: LocalizedText)]) -> Choices {
            let choices = known.compactMap { value, name in
                reader.text(name).map { Choices.Choice(value, $0, isOn: fields[field] == value) }
            }
            // The first answer is empty: nothing is chosen for anybody.
            return Choices(
                field, label: catalogue(label), choices: [Choices.Choice("", Text("", in: context.language))] + choices,
                error: problems.text(of: field, in: catalogue))
        }
        need = choices("need", "missing.need", snapshot.taxonomy.terms(of: .need).map { ($0.id, $0.label) })
        area = choices("area", "missing.area", snapshot.territory.areas.map { ($0.code, $0.name) })
        words = Field.words(fields, problems, lines: 4, in: catalogue)
        summary = problems.summary(in: catalogue)
        self.isSent = isSent
    }

    static func problems(_ fields: FormFields, in snapshot: DirectorySnapshot) -> FormProblems {
        var problems = FormProblems()
        if snapshot.taxonomy[fields["need"]]?.facet != .need { problems.add("missing.choose_need", to: "need") }
        if snapshot.territory.area(fields["area"])?.code != fields["area"] { problems.add("missing.choose_area", to: "area") }
        problems.check("words", in: fields, longest: Feedback.longestWords)
        return problems
    }
}
