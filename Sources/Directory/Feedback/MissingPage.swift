import Core
import Web

/// "A service is missing": which help, and where.
struct MissingPage: Page {
    static let template = "directory/missing"
    static let formName = "missing"

    let title: Text
    let action: String
    let token: String
    let needs: [Option]
    let areas: [Option]
    let words: String
    let summary: ErrorSummary?
    let needProblem: Text?
    let areaProblem: Text?
    let wordsProblem: Text?
    let isSent: Bool

    struct Option {
        let value: String
        let text: Text
        let isChosen: Bool
    }

    init(
        _ snapshot: DirectorySnapshot, fields: FormFields, problems: FormProblems, isSent: Bool, token: String, context: AppContext
    ) {
        let catalogue = context.catalogue
        let reader = Reader(snapshot: snapshot, context: context)
        title = catalogue("missing.title")
        action = "/\(context.language.tag)/missing"
        self.token = token
        needs = snapshot.taxonomy.terms(of: .need).compactMap { term in
            reader.text(term.label).map { Option(value: term.id, text: $0, isChosen: fields["need"] == term.id) }
        }
        areas = snapshot.territory.areas.compactMap { area in
            reader.text(area.name).map { Option(value: area.code, text: $0, isChosen: fields["area"] == area.code) }
        }
        words = fields["words"]
        summary = problems.summary(in: catalogue)
        needProblem = problems.text(of: "need", in: catalogue)
        areaProblem = problems.text(of: "area", in: catalogue)
        wordsProblem = problems.text(of: "words", in: catalogue)
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
