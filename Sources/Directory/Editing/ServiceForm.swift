import Core
import Web

/// What a team types about its service: read from the form, checked, put into the record.
struct ServiceForm: Sendable {
    let fields: FormFields
    /// The language the team writes in; the others are translations.
    let language: Language

    static let longestName = 200
    static let longestText = 2_000
    /// The fields of several lines or of one, each a text of the record in the team's language.
    static let texts: [(field: String, path: any WritableKeyPath<Service, LocalizedText> & Sendable, longest: Int)] = [
        ("name", \.name, longestName), ("description", \.description, longestText), ("alert", \.alert, 300),
        ("conditionsText", \.conditionsText, longestText), ("applicationProcess", \.applicationProcess, longestText),
        ("interpretation", \.interpretation, 300), ("costText", \.cost.text, 500),
    ]
    /// The lists of terms, by the facet each comes from.
    static let terms: [(field: String, path: any WritableKeyPath<Service, [String]> & Sendable, facet: Taxonomy.Facet)] = [
        ("needs", \.needs, .need), ("audiences", \.audiences, .audience), ("situations", \.situations, .situation),
        ("conditions", \.conditions, .condition),
    ]
    /// What only professionals read.
    static let professional: [(field: String, path: any WritableKeyPath<ProfessionalDetails, String?> & Sendable, longest: Int)] = [
        ("referralContact", \.referralContact, 200), ("referralPhone", \.referralPhone, 40), ("referralEmail", \.referralEmail, 200),
        ("referralProcess", \.referralProcess, longestText), ("note", \.note, longestText),
    ]

    /// What has to be corrected before it is saved.
    func problems(_ taxonomy: TaxonomyLookup) -> FormProblems {
        var problems = FormProblems()
        for text in Self.texts { problems.check(text.field, in: fields, isRequired: text.field == "name", longest: text.longest) }
        for text in Self.professional { problems.check(text.field, in: fields, longest: text.longest) }
        problems.check("documents", in: fields, longest: Self.longestText)
        problems.check("phones", in: fields, longest: 400)
        for (field, _, facet) in Self.terms where !fields.all(field).allSatisfy({ taxonomy[$0]?.facet == facet }) {
            problems.add("form.choose_listed", to: field)
        }
        if fields.all("needs").isEmpty { problems.add("edit.choose_need", to: "needs") }
        for field in ["email", "referralEmail"] where !fields[field].isEmpty && !fields[field].looksLikeMail {
            problems.add("form.email", to: field)
        }
        if !fields["website"].isEmpty, fields["website"].webAddress == nil { problems.add("form.website", to: "website") }
        if lines("phones").contains(where: { !$0.looksLikePhone }) { problems.add("form.phone", to: "phones") }
        for field in ["minimumAge", "maximumAge", "capacity"] where !fields[field].isEmpty && number(field) == nil {
            problems.add("form.number", to: field)
        }
        if let from = number("minimumAge"), let to = number("maximumAge"), from > to { problems.add("edit.ages", to: "maximumAge") }
        return problems
    }

    /// Puts what was typed into the record; called only for a form without problems.
    func apply(to service: inout Service) {
        for text in Self.texts { service[keyPath: text.path] = service[keyPath: text.path].edited(fields[text.field], in: language) }
        for (field, path, _) in Self.terms { service[keyPath: path] = kept(service[keyPath: path], fields.all(field)) }
        for text in Self.professional { service.professional[keyPath: text.path] = nonEmpty(text.field) }
        service.professional.capacity = number("capacity")
        service.documents = documents(service.documents)
        service.phones = phones(service.phones)
        service.languages = kept(service.languages.map(\.tag), fields.all("languages")).map { Language($0) }
        service.email = nonEmpty("email")
        service.website = fields["website"].webAddress
        service.status = Service.Status(rawValue: fields["status"]) ?? service.status
        service.cost.kind = Cost.Kind(rawValue: fields["costKind"])
        service.minimumAge = number("minimumAge")
        service.maximumAge = number("maximumAge")
    }

    private func nonEmpty(_ field: String) -> String? { fields[field].isEmpty ? nil : fields[field] }

    /// Years or places; nothing for what is not a number people use for them.
    private func number(_ field: String) -> Int? { Int(fields[field]).flatMap { (0...20_000).contains($0) ? $0 : nil } }

    private func lines(_ field: String) -> [String] {
        fields[field].split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
    }

    /// The order of the record stays for what was there; a box that is ticked anew comes last.
    private func kept(_ before: [String], _ ticked: [String]) -> [String] {
        before.filter(ticked.contains) + ticked.filter { !before.contains($0) }
    }

    /// One paper a line; a line that did not change keeps its translations.
    private func documents(_ before: [LocalizedText]) -> [LocalizedText] {
        lines("documents").map { line in
            before.first { ($0[language] ?? $0.reading(in: language)?.text) == line } ?? LocalizedText(line, in: language)
        }
    }

    private func phones(_ before: [Phone]) -> [Phone] {
        lines("phones").map { line in before.first { $0.number == line } ?? Phone(number: line) }
    }
}

extension String {
    /// Something, one at sign, a domain with a dot: what a typing error would miss, and no more.
    var looksLikeMail: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
            && !contains(where: \.isWhitespace)
    }

    /// A number as people write it: digits, spaces, points and a leading plus; short numbers such as 115 too.
    var looksLikePhone: Bool {
        let digits = filter { $0.isASCII && $0.isNumber }.count
        return (2...15).contains(digits) && allSatisfy { $0.isASCII && $0.isNumber || " .-()+".contains($0) }
    }
}
