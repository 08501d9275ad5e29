import Access
import Core
import Web

/// What only professionals read of a service, and the way to their lists; nobody else's page has any of it.
struct ProfessionalView {
    let hasDetails: Bool
    let contact: String?
    let phone: String?
    let phonePath: String?
    let mail: String?
    let process: String?
    let capacity: Text?
    let note: String?
    let listPath: String

    /// Nil for whoever may not read it: the public's page is then made without looking at these fields at all.
    init?(_ service: String, of organization: String, _ details: @autoclosure () -> ProfessionalDetails, context: AppContext) {
        guard context.agent != nil, context.may(.see(.directory), on: .record(of: organization)) else { return nil }
        let details = details()
        hasDetails = details != ProfessionalDetails()
        contact = details.referralContact
        phone = details.referralPhone
        phonePath = details.referralPhone.map { "tel:" + $0.filter { $0.isNumber || $0 == "+" } }
        mail = details.referralEmail.flatMap { $0.looksLikeMail ? $0 : nil }
        process = details.referralProcess
        capacity = details.capacity.map { context.catalogue("pro.capacity", count: $0) }
        note = details.note
        listPath = "/\(context.language.tag)/work/lists?add=\(service)"
    }
}
