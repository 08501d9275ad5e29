import Core

/// A line or lines to type in: `components/field`. The names of `id` and of the form's field are the same.
package struct Field: Sendable {
    let id: String
    let label: Text
    let hint: Text?
    let error: Text?
    /// `text`, `search`, `email`, `tel`, `date`, `datetime-local`, `password`.
    let type: String
    /// What a browser may fill in by itself, such as `username` or `one-time-code`.
    let autocomplete: String?
    let value: String
    let longest: Int
    /// More than one line when set.
    let lines: Int?
    let isOptional: Bool
    let describedBy: String?

    package init(
        _ id: String, label: Text, value: String = "", type: String = "text", autocomplete: String? = nil,
        longest: Int = 200, lines: Int? = nil, hint: Text? = nil, error: Text? = nil, isOptional: Bool = false
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.error = error
        self.type = type
        self.autocomplete = autocomplete
        self.value = value
        self.longest = longest
        self.lines = lines
        self.isOptional = isOptional
        describedBy = Self.describedBy(id, hint, error)
    }

    /// The `id`s of what a screen reader says after the label.
    static func describedBy(_ id: String, _ hint: Text?, _ error: Text?) -> String? {
        let parts = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

/// One answer among several: `components/select` or `components/radios`.
package struct Choices: Sendable {
    package struct Choice: Sendable {
        let value: String
        let text: Text
        let isOn: Bool

        package init(_ value: String, _ text: Text, isOn: Bool = false) {
            self.value = value
            self.text = text
            self.isOn = isOn
        }
    }

    let id: String
    let label: Text
    let hint: Text?
    let error: Text?
    let choices: [Choice]
    let describedBy: String?

    package init(_ id: String, label: Text, choices: [Choice], hint: Text? = nil, error: Text? = nil) {
        self.id = id
        self.label = label
        self.hint = hint
        self.error = error
        self.choices = choices
        describedBy = Field.describedBy(id, hint, error)
    }
}

/// Something to tick: `components/checkbox`.
package struct Checkbox: Sendable {
    let id: String
    let name: String
    let value: String
    let text: Text
    let isOn: Bool

    package init(_ name: String, value: String = "yes", text: Text, isOn: Bool = false) {
        id = "\(name)-\(value)"
        self.name = name
        self.value = value
        self.text = text
        self.isOn = isOn
    }
}
