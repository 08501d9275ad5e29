import Core
import Web

/// The form of a service, filled from the record or from what was typed.
struct ServiceFormPage: Page {
    static let template = "directory/work/service"
    static let formName = "edit-service"

    let title: Text
    let back: String
    let action: String
    let token: String
    let position: String
    let summary: ErrorSummary?
    let clash: Text?
    let isSaved: Bool
    let texts: [Field]
    let status: Choices
    let contacts: [Field]
    let cost: Choices
    let people: [Field]
    let terms: [TermChoices]
    let languages: TermChoices
    let professional: [Field]
    let preview: [PreviewView]
    let hasPreview: Bool
    let waiting: [DraftLine]
    let later: Field
    /// The draft this form was filled from.
    let draftID: String?
    var isHiddenFromSearchEngines: Bool { true }

    /// A group of boxes to tick.
    struct TermChoices {
        let id: String
        let label: Text
        let error: Text?
        let boxes: [Checkbox]
        /// Folded away when it is long and nothing is wrong with it.
        let isOpen: Bool
    }

    /// What the page is made from.
    struct Draft {
        var service: Service
        var position: Int64
        var problems = FormProblems()
        var clashes: [EditMerge.Clash] = []
        /// What was typed, where it could not be taken as it is.
        var typed: FormFields?
        var isSaved = false
        var preview: [PreviewView] = []
        var waiting: [RecordDraft] = []
        var draftID: String?
        /// Of the draft, as the form's field has it.
        var publishAt = ""
    }

    init(_ draft: Draft, token: String, language: Language, reader: Reader) {
        let maker = FieldMaker(draft: draft, language: language, words: reader.context.catalogue)
        let words = reader.context.catalogue
        let service = draft.service
        let root = "/\(reader.context.language.tag)/work"
        title = words("edit.service_title", ["name": service.name.reading(in: language)?.text ?? ""])
        back = root
        action = "\(root)/services/\(service.id)"
        self.token = token
        position = String(draft.position)
        summary = draft.problems.summary(in: words)
        clash = draft.clashes.isEmpty ? nil : words("edit.clash", count: draft.clashes.count)
        isSaved = draft.isSaved
        texts = maker.texts()
        status = maker.status()
        contacts = maker.contacts()
        cost = maker.cost()
        people = maker.people()
        terms = ServiceForm.terms.map { maker.terms($0.field, $0.path, $0.facet, reader) }
        languages = maker.languages()
        professional = maker.professional()
        preview = draft.preview
        hasPreview = !draft.preview.isEmpty
        waiting = reader.waiting(draft.waiting.filter { $0.id != draft.draftID })
        later = PublishMoment.field(draft.typed?[PublishMoment.field] ?? draft.publishAt, draft.problems, words)
        draftID = draft.draftID
    }
}

/// The reader's page in one language, as it will be.
struct PreviewView {
    let language: Language
    let name: Text
    let opening: Text?
    let alert: Text?
    let description: Text?
    let conditions: Text?
    /// The translation is older than the text, made by a machine, or missing.
    let mark: Text?
}
