import Access
import Core

/// What the session brings, one flaw at a time, with what the agreed tables need to know of it.
struct MomentCase {
    let name: String
    /// The letters of `agreedContext` that this session can meet.
    var meets = "hqdv"
    /// The break-glass that is open for the person and the compartment.
    var isEmergency = false
    var isTokenCovering = true
    var areGrantsActive = true
    var purpose: Purpose? = "care"

    var secondFactorAt: Instant? = now - 60
    var isKnownDevice = true
    var volume = VolumeBudget(used: 199, allowed: 200)
    var token: (@Sendable (Permission) -> TokenScope)?
    var emergency: (@Sendable (Compartment) -> BreakGlass)?
    var from = now
    var until: Instant? = now + 1

    func session(_ permission: Permission) -> SessionFacts {
        SessionFacts(
            secondFactorAt: secondFactorAt, isKnownDevice: isKnownDevice, volume: volume, token: token?(permission),
            emergencies: emergency.map { [$0(permission.compartment)] } ?? [])
    }

    static let all: [MomentCase] = [
        MomentCase(name: "all is well"),
        MomentCase(name: "no second factor", meets: "dv", secondFactorAt: nil),
        MomentCase(name: "second factor of a quarter of an hour", secondFactorAt: now - 900),
        MomentCase(name: "second factor a second older", meets: "hdv", secondFactorAt: now - 901),
        MomentCase(name: "second factor of twelve hours", meets: "hdv", secondFactorAt: now - 43_200),
        MomentCase(name: "second factor of twelve hours and a second", meets: "dv", secondFactorAt: now - 43_201),
        MomentCase(name: "second factor of this second", secondFactorAt: now),
        MomentCase(name: "second factor of the future", meets: "dv", secondFactorAt: now + 1),
        MomentCase(name: "unknown device", meets: "hqv", isKnownDevice: false),
        MomentCase(name: "volume spent", meets: "hqd", volume: VolumeBudget(used: 200, allowed: 200)),
        MomentCase(name: "no purpose named", purpose: nil),
        MomentCase(name: "grant not begun", areGrantsActive: false, from: now + 1, until: nil),
        MomentCase(name: "grant over", areGrantsActive: false, from: now - 9, until: now),
        MomentCase(name: "token covers it") { TokenScope(permissions: [$0], until: now + 1) },
        MomentCase(name: "token is over", covers: false) { TokenScope(permissions: [$0], until: now) },
        MomentCase(name: "token covers another act", covers: false) { permission in
            TokenScope(
                permissions: Set(AccessAct.allCases.filter { $0 != permission.act }.map { Permission($0, permission.compartment) }),
                until: now + 1)
        },
        MomentCase(name: "token covers another compartment", covers: false) { permission in
            TokenScope(
                permissions: Set(
                    Compartment.allCases.filter { $0 != permission.compartment }.map { Permission(permission.act, $0) }), until: now + 1)
        },
        MomentCase(name: "glass broken now", opens: true) {
            BreakGlass(person: somebody, compartments: [$0], reason: "fire", openedAt: now)
        },
        MomentCase(name: "glass broken almost three hours ago", opens: true) {
            BreakGlass(person: somebody, compartments: [$0], reason: "fire", openedAt: now - 10_799, closedAt: now + 1)
        },
        MomentCase(name: "glass broken three hours ago", opens: false) {
            BreakGlass(person: somebody, compartments: [$0], reason: "fire", openedAt: now - 10_800)
        },
        MomentCase(name: "glass broken in the future", opens: false) {
            BreakGlass(person: somebody, compartments: [$0], reason: "fire", openedAt: now + 1)
        },
        MomentCase(name: "glass closed", opens: false) {
            BreakGlass(person: somebody, compartments: [$0], reason: "fire", openedAt: now - 60, closedAt: now)
        },
        MomentCase(name: "glass without a reason", opens: false) {
            BreakGlass(person: somebody, compartments: [$0], reason: " \n", openedAt: now)
        },
        MomentCase(name: "glass for somebody else", opens: false) {
            BreakGlass(person: "33333333-0000-8000-8000-000000000002", compartments: [$0], reason: "fire", openedAt: now)
        },
        MomentCase(name: "glass for other compartments", opens: false) {
            BreakGlass(person: somebody, compartments: Set(Compartment.allCases).subtracting([$0]), reason: "fire", openedAt: now)
        },
    ]
}

extension MomentCase {
    private init(name: String, covers: Bool = true, token: @escaping @Sendable (Permission) -> TokenScope) {
        self.init(name: name)
        isTokenCovering = covers
        self.token = token
    }

    private init(name: String, opens: Bool, emergency: @escaping @Sendable (Compartment) -> BreakGlass) {
        self.init(name: name)
        isEmergency = opens
        self.emergency = emergency
    }
}
