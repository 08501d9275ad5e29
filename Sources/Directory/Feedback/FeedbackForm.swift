import Core
import Web

/// "Is this right?" below a service: what somebody may say of it, as the page shows it.
struct FeedbackForm {
    let action: String
    let token: String
    let subject: Choices
    let words: Field
    let summary: ErrorSummary?
    let isOpen: Bool
    let isSent: Bool

    var hasProblems: Bool { summary != nil }
}

/// Makes the form of a service: empty, thanked, or with its problems and everything typed.
struct FeedbackForms: Sendable {
    let formGuard: FormGuard

    static let name = "feedback"

    func empty(about id: String, isSent: Bool = false, _ context: AppContext) -> FeedbackForm {
        form(about: id, fields: FormFields(), problems: FormProblems(), isSent: isSent, context)
    }

    func form(about id: String, fields: FormFields, problems: FormProblems, isSent: Bool = false, _ context: AppContext) -> FeedbackForm {
        let words = context.catalogue
        return FeedbackForm(
            action: "/\(context.language.tag)/services/\(id)/feedback",
            token: formGuard.token(for: Self.name, in: context),
            subject: Choices(
                "subject", label: words("feedback.what"),
                choices: Feedback.subjects.map { Choices.Choice($0, words("feedback.\($0)"), isOn: fields["subject"] == $0) },
                error: problems.text(of: "subject", in: words)),
            words: Field.words(fields, problems, lines: 3, in: words), summary: problems.summary(in: words),
            isOpen: !problems.isEmpty, isSent: isSent)
    }

    /// What has to be corrected before the message is kept.
    func problems(_ fields: FormFields) -> FormProblems {
        var problems = FormProblems()
        if fields["answer"] != "right", !Feedback.subjects.contains(fields["subject"]) { problems.add("feedback.choose", to: "subject") }
        problems.check("words", in: fields, longest: Feedback.longestWords)
        return problems
    }
}

extension Field {
    /// Where somebody says more, in their own words.
    static func words(_ fields: FormFields, _ problems: FormProblems, lines: Int, in catalogue: Catalogue) -> Field {
        Field(
            "words", label: catalogue("feedback.words"), value: fields["words"], longest: Feedback.longestWords, lines: lines,
            hint: catalogue("feedback.no_names"), error: problems.text(of: "words", in: catalogue), isOptional: true)
    }
}
