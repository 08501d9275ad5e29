import Accounts
import Background
import Database
import Directory

extension DirectoryLinks {
    /// What accounts and background work do for the directory.
    init(_ organizations: CityOrganizations, _ outbox: Outbox) {
        self.init()
        inCharge = { organization, session in
            try organizations.editors(of: organization, session).map {
                PersonInCharge(email: $0.email, name: $0.name, language: $0.language)
            }
        }
        send = { letter, transaction in
            try outbox.enqueue(
                Mail(to: letter.to, subject: letter.subject, text: letter.text, language: letter.language), in: transaction)
        }
    }
}

extension CityDirectory {
    /// What the directory has done in the background.
    var jobs: [JobKind] {
        [
            // Once a day in the whole city, whichever node does it.
            JobKind("directory.freshness", every: 86_400) { run in
                try await freshness.run { act, body in try await run.write(act, body) }
            }
        ]
    }
}
