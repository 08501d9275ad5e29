import Core
import Web

/// Makes the fields of a service's form: from what was typed when there is a problem, from the record otherwise.
struct FieldMaker {
    let draft: ServiceFormPage.Draft
    let language: Language
    let words: Catalogue

    private var service: Service { draft.service }

    func texts() -> [Field] {
        ServiceForm.texts.filter { $0.field != "costText" }.map { text in
            field(
                text.field, service[keyPath: text.path][language] ?? "", longest: text.longest, lines: text.longest > 400 ? 4 : nil,
                isOptional: text.field != "name")
        } + [
            field(
                "documents", service.documents.compactMap { $0[language] ?? $0.reading(in: language)?.text }.joined(separator: "\n"),
                longest: ServiceForm.longestText, lines: 3, isOptional: true)
        ]
    }

    func contacts() -> [Field] {
        [
            field("phones", service.phones.map(\.number).joined(separator: "\n"), longest: 400, lines: 2, isOptional: true),
            field("email", service.email ?? "", type: "email", isOptional: true),
            field("website", service.website ?? "", isOptional: true),
        ]
    }

    func people() -> [Field] {
        [
            field("costText", service.cost.text[language] ?? "", longest: 500, isOptional: true),
            field("minimumAge", service.minimumAge.map(String.init) ?? "", isOptional: true),
            field("maximumAge", service.maximumAge.map(String.init) ?? "", isOptional: true),
        ]
    }

    func professional() -> [Field] {
        ServiceForm.professional.map { text in
            field(
                text.field, service.professional[keyPath: text.path] ?? "", longest: text.longest,
                lines: text.longest > 400 ? 3 : nil, isOptional: true)
        } + [field("capacity", service.professional.capacity.map(String.init) ?? "", isOptional: true)]
    }

    func status() -> Choices {
        let chosen = draft.typed?["status"] ?? service.status.rawValue
        let statuses: [Service.Status] = [.active, .temporarilyClosed, .inactive]
        var choices = statuses.map { Choices.Choice($0.rawValue, words("edit.status_\($0.key)"), isOn: $0.rawValue == chosen) }
        // What its source withdrew stays so until somebody says otherwise: a list without it would choose another state.
        if service.status == .defunct {
            let state = Service.Status.defunct
            choices.insert(.init(state.rawValue, words("service.defunct"), isOn: state.rawValue == chosen), at: 0)
        }
        return Choices("status", label: words("edit.status"), choices: choices)
    }

    func cost() -> Choices {
        let chosen = draft.typed?["costKind"] ?? service.cost.kind?.rawValue ?? ""
        let kinds = Cost.Kind.allCases.map { Choices.Choice($0.rawValue, words("service.\($0.rawValue)"), isOn: $0.rawValue == chosen) }
        return Choices("costKind", label: words("service.cost"), choices: [.init("", words("edit.not_said"), isOn: chosen.isEmpty)] + kinds)
    }

    func terms(
        _ field: String, _ path: KeyPath<Service, [String]>, _ facet: Taxonomy.Facet, _ reader: Reader
    ) -> ServiceFormPage.TermChoices {
        let ticked = draft.typed?.all(field) ?? service[keyPath: path]
        let boxes = reader.snapshot.taxonomy.terms(of: facet).compactMap { term in
            reader.text(term.label).map { Checkbox(field, value: term.id, text: $0, isOn: ticked.contains(term.id)) }
        }
        return group(field, boxes)
    }

    func languages() -> ServiceFormPage.TermChoices {
        let ticked = draft.typed?.all("languages") ?? service.languages.map(\.tag)
        let known = Language.all.filter { $0 != .easyFrench }.map(\.tag)
        let boxes = (known + service.languages.map(\.tag).filter { !known.contains($0) }).map { tag in
            Checkbox("languages", value: tag, text: Text(Language(tag).endonym, in: Language(tag)), isOn: ticked.contains(tag))
        }
        return group("languages", boxes)
    }

    private func group(_ field: String, _ boxes: [Checkbox]) -> ServiceFormPage.TermChoices {
        let error = error(of: field)
        return .init(
            id: field, label: words("edit.\(field.inCatalogue)"), error: error, boxes: boxes, isOpen: field == "needs" || error != nil)
    }

    private func field(
        _ name: String, _ value: String, type: String = "text", longest: Int = 200, lines: Int? = nil, isOptional: Bool
    ) -> Field {
        let key = "edit.\(name.inCatalogue)"
        let hint = key + "_hint"
        return Field(
            name, label: words(key), value: draft.typed?[name] ?? value, type: type, longest: longest, lines: lines,
            hint: words.has(hint) ? words(hint) : nil, error: error(of: name), isOptional: isOptional)
    }

    /// A problem, or what somebody else wrote in the same field meanwhile.
    private func error(of field: String) -> Text? {
        if let problem = draft.problems.text(of: field, in: words) { return problem }
        guard let clash = draft.clashes.first(where: { $0.formField == field }) else { return nil }
        return words("edit.theirs", ["value": clash.theirsInWords])
    }
}

extension EditMerge.Clash {
    /// The name of the form's field that shows the record's field.
    var formField: String {
        switch path.prefix(2) {
        case ["cost", "text"]: "costText"
        case ["cost", "kind"]: "costKind"
        case let parts where parts.first == "professional" && parts.count == 2: path[1]
        default: field
        }
    }

    var theirsInWords: String { theirs.inWords }
}

extension String? {
    /// A JSON value as a person reads it: a text without its marks, a list with commas, a dash for nothing.
    var inWords: String {
        guard let self, self != "null" else { return "–" }
        return self.replacing("\\n", with: " ").replacing("\",\"", with: ", ").filter { !"[]\"{}".contains($0) }
    }
}

extension String {
    /// The name of a field as catalogue keys have it: `conditionsText` is `conditions_text`.
    var inCatalogue: String {
        reduce(into: "") { key, character in key += character.isUppercase ? "_" + character.lowercased() : String(character) }
    }
}

extension Service.Status {
    /// As catalogue keys have it.
    var key: String { rawValue.replacing(" ", with: "_") }
}
