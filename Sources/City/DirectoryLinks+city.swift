import Accounts
import Background
import Database
import Directory

extension DirectoryLinks {
    /// What accounts and background work do for the directory.
    init(_ organizations: CityOrganizations, _ background: BackgroundWork) {
        let (outbox, jobs) = (background.outbox, background.jobs)
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
        publishLater = { draft, moment, transaction in
            try jobs.enqueue(
                kind: CityDirectory.publishing, payload: ["draft": draft], key: "draft:\(draft)", notBefore: moment, in: transaction)
        }
        welcome = { new, transaction in
            let person = TeamAddress(
                email: new.administrator.email, name: new.administrator.name, language: new.administrator.language)
            do {
                try organizations.welcome(new.id, name: new.name, administrator: person, by: new.inviter, in: transaction)
            } catch is OrganizationRefusal { throw WelcomeRefused() }
        }
        mayChange = { account, organization in try await organizations.mayChangeServices(account, of: organization) }
    }
}

extension CityDirectory {
    static let publishing = "directory.publish"

    /// What the directory has done in the background.
    var jobs: [JobKind] {
        [
            // Once a day in the whole city, whichever node does it.
            JobKind("directory.freshness", every: 86_400) { run in
                try await freshness.run { act, body in try await run.write(act, body) }
            },
            JobKind(Self.publishing) { run in
                let id = try run.payload([String: String].self)["draft"] ?? ""
                try await publish(draft: id) { act, body in try await run.write(act, body) }
            },
        ]
    }
}
