import Core
import Web

/// The label of one service: where it stands, what is checked, what was said, and what the reader may do.
struct LabelPage: Page {
    static let template = "directory/work/label"
    static let formName = "label"

    let title: Text
    let back: String
    let servicePath: String
    let serviceName: Text
    let action: String
    let token: String
    let isSaved: Bool
    let summary: ErrorSummary?
    let state: Text
    let criteria: [CriterionView]
    let isIncomplete: Bool
    let asks: Bool
    let decides: Bool
    let withdraws: Bool
    /// Where the second factor is given again before a decision; nil: it is fresh, or there is nothing to decide.
    let proofPath: String?
    let words: Field
    let until: Field
    let steps: [StepView]
    let hasSteps: Bool
    var isHiddenFromSearchEngines: Bool { true }

    /// What the reader may do.
    struct Rights {
        let asks: Bool
        let checks: Bool
        let decides: Bool
        /// May decide once the second factor was given again.
        let decidesAfterProof: Bool
    }

    struct CriterionView {
        let id: String
        let text: Text
        let source: String?
        let state: Text
        let by: Text?
        let saidNote: String?
        /// Nil where nobody is to check now.
        let note: Field?
    }

    struct StepView {
        let what: Text
        let when: Text
        let who: Text
        let words: String
    }

    init(
        _ service: Service, requests: [LabelRequest], people: [String: String], rights: Rights, fields: FormFields,
        problems: FormProblems, isSaved: Bool, today: Day, token: String, reader: Reader
    ) {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)/work"
        let label = reader.snapshot.city.label
        let open = requests.first { [.waiting, .granted].contains($0.state) }
        let holds = service.label?.holds(on: today) == true
        title = label.flatMap { reader.text($0.name) } ?? words("service.label")
        back = root
        servicePath = "\(root)/services/\(service.id)"
        serviceName = reader.text(service.name) ?? words("label.title")
        action = "\(servicePath)/label"
        self.token = token
        self.isSaved = isSaved
        summary = problems.summary(in: words)
        state = Self.state(service.label, holds: holds, latest: requests.first, reader)
        let makeWho = { (account: String) in people[account].map { Text($0, in: .french) } ?? words("edit.by_colleague") }
        criteria = (label?.criteria ?? []).map { criterion in
            let isChecking = rights.checks && open?.state == .waiting
            return CriterionView(
                criterion, (open ?? requests.first)?.checks[criterion.id], isChecking: isChecking, fields: fields, problems: problems,
                who: makeWho, reader: reader)
        }
        isIncomplete = label?.isComplete != true
        asks = rights.asks && open?.state != .waiting && !(open?.state == .granted && holds)
        decides = rights.decides && open?.state == .waiting
        withdraws = rights.decides && open?.state == .granted && holds
        let isOpen = open?.state == .waiting || (open?.state == .granted && holds)
        let target = "work/services/\(service.id)/label"
        proofPath =
            rights.decidesAfterProof && isOpen ? "/\(reader.context.language.tag)/confirm?to=\(percentEncoded(target))" : nil
        let key = asks && !decides && !withdraws ? "label.why" : "label.reason"
        self.words = Field(
            "words", label: words(key), value: fields["words"], longest: LabelRequest.longestWords, lines: 3,
            hint: words("label.reason_hint"), error: problems.text(of: "words", in: words))
        until = Field(
            "until", label: words("label.until"), value: fields["until"], type: "date", hint: words("label.until_hint"),
            error: problems.text(of: "until", in: words), isOptional: true)
        steps = requests.flatMap(\.steps).sorted { $0.at > $1.at }.map { step in
            StepView(
                what: words("label.step_\(step.kind.rawValue)"),
                when: reader.context.formats.day(reader.snapshot.local(step.at).day), who: makeWho(step.account), words: step.words)
        }
        hasSteps = !steps.isEmpty
    }

    private static func state(_ label: Label?, holds: Bool, latest: LabelRequest?, _ reader: Reader) -> Text {
        let (words, formats) = (reader.context.catalogue, reader.context.formats)
        if let label, holds {
            let since = formats.day(label.grantedOn).plain
            guard let until = label.until else { return words("label.held", ["since": since]) }
            return words("label.held_until", ["since": since, "until": formats.day(until).plain])
        }
        switch latest?.state {
        case nil: return words("label.none")
        case .granted: return words("label.lapsed")
        case let state?: return words("label.\(state.rawValue)")
        }
    }
}

extension LabelPage.CriterionView {
    fileprivate init(
        _ criterion: CityLabel.Criterion, _ check: LabelRequest.Check?, isChecking: Bool, fields: FormFields, problems: FormProblems,
        who: (String) -> Text, reader: Reader
    ) {
        let words = reader.context.catalogue
        id = criterion.id
        text = reader.text(criterion.text) ?? Text(criterion.id, in: .english)
        source = criterion.source
        state = words(check.map { $0.isMet ? "label.met" : "label.unmet_one" } ?? "label.unchecked")
        by = check.map { check in
            let day = reader.context.formats.day(reader.snapshot.local(check.at).day).plain
            return words("label.checked_by", ["who": who(check.account).plain, "date": day])
        }
        saidNote = check.flatMap { $0.note.isEmpty ? nil : $0.note }
        let field = "note-\(criterion.id)"
        note =
            isChecking
            ? Field(
                field, label: words("label.note"), value: fields[field], longest: LabelRequest.longestWords, lines: 2,
                error: problems.text(of: field, in: words), isOptional: true) : nil
    }
}

/// Requests for the label that wait, and the services that have it.
struct LabelsPage: Page {
    static let template = "directory/work/labels"
    static let most = 300

    let title: Text
    let back: String
    let waiting: [Line]
    let hasWaiting: Bool
    let granted: [Line]
    let hasGranted: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Line {
        let name: Text
        let path: String
        let when: Text
    }

    init(
        waiting: [(request: LabelRequest, service: Service)], granted: [(request: LabelRequest, service: Service)], reader: Reader
    ) {
        let words = reader.context.catalogue
        let root = "/\(reader.context.language.tag)/work"
        func lines(_ requests: [(request: LabelRequest, service: Service)]) -> [Line] {
            requests.map { request, service in
                Line(
                    name: reader.text(service.name) ?? reader.asWritten(service.id), path: "\(root)/services/\(service.id)/label",
                    when: words(
                        "label.since",
                        ["date": request.steps.last.map { reader.context.formats.day(reader.snapshot.local($0.at).day).plain } ?? ""]))
            }
        }
        title = reader.snapshot.city.label.flatMap { reader.text($0.name) } ?? words("service.label")
        back = root
        self.waiting = lines(waiting)
        hasWaiting = !waiting.isEmpty
        self.granted = lines(granted)
        hasGranted = !granted.isEmpty
    }
}
