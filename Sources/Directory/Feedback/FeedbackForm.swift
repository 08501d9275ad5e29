import Core
import Web

/// "Is this right?" below a service: what somebody may say of it, as the page shows it.
struct FeedbackForm {
    let action: String
    let token: String
    let choices: [Choice]
    let words: String
    let summary: ErrorSummary?
    let choiceProblem: Text?
    let wordsProblem: Text?
    let isOpen: Bool
    let isSent: Bool

    struct Choice {
        let value: String
        let text: Text
        let isChosen: Bool
    }

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
            token: formGuard.token(for: Self.name),
            choices: Feedback.subjects.map { subject in
                FeedbackForm.Choice(value: subject, text: words("feedback.\(subject)"), isChosen: fields["subject"] == subject)
            },
            words: fields["words"], summary: problems.summary(in: words), choiceProblem: problems.text(of: "subject", in: words),
            wordsProblem: problems.text(of: "words", in: words), isOpen: !problems.isEmpty, isSent: isSent)
    }

    /// What has to be corrected before the message is kept.
    func problems(_ fields: FormFields) -> FormProblems {
        var problems = FormProblems()
        if fields["answer"] != "right", !Feedback.subjects.contains(fields["subject"]) { problems.add("feedback.choose", to: "subject") }
        problems.check("words", in: fields, longest: Feedback.longestWords)
        return problems
    }
}
