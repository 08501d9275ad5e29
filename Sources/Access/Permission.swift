/// One act on one compartment: what a page, a route or an API token names.
package struct Permission: Hashable, Codable, Sendable {
    package let act: AccessAct
    package let compartment: Compartment

    package init(_ act: AccessAct, _ compartment: Compartment) {
        self.act = act
        self.compartment = compartment
    }

    package static func see(_ compartment: Compartment) -> Permission { Permission(.see, compartment) }
    package static func list(_ compartment: Compartment) -> Permission { Permission(.list, compartment) }
    package static func count(_ compartment: Compartment) -> Permission { Permission(.count, compartment) }
    package static func create(_ compartment: Compartment) -> Permission { Permission(.create, compartment) }
    package static func change(_ compartment: Compartment) -> Permission { Permission(.change, compartment) }
    package static func publish(_ compartment: Compartment) -> Permission { Permission(.publish, compartment) }
    package static func export(_ compartment: Compartment) -> Permission { Permission(.export, compartment) }
    package static func erase(_ compartment: Compartment) -> Permission { Permission(.erase, compartment) }
    package static func grant(_ compartment: Compartment) -> Permission { Permission(.grant, compartment) }
    package static func review(_ compartment: Compartment) -> Permission { Permission(.review, compartment) }
}

extension Permission: LosslessStringConvertible {
    /// `change:directory`, as API tokens and the command line write it.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let act = AccessAct(rawValue: parts[0]), let compartment = Compartment(rawValue: parts[1]) else {
            return nil
        }
        self.init(act, compartment)
    }

    package var description: String { "\(act.rawValue):\(compartment.rawValue)" }
}
