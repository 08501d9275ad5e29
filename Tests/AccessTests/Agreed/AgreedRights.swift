/// Who may do what, written by hand from what the city's trades need; the code's own table is compared with it, never read for it.
///
/// A line: role, where it can be held (c city, o organization, t team), then compartment and cell. A cell is one or more of
/// reach + acts, joined by commas. Reach: `*` whole city, `o` own organization, `t` own team, `@` people linked to the team. Acts:
/// s see, l list, n numbers, c create, m modify, p publish, x export, e erase, g grant, r review. What is not written is closed.
let agreedRights = """
    city-coordinator c directory *slncmpxer translation *slncmpxr feedback *slncmxr label *slncmpxgr plan *sln
    city-coordinator c organizations *slncmr accounts *sln roles *slg
    city-coordinator c identity *n social *n health *n minority-evaluation *n legal *n education *n employment *n hosting *n safety *n

    plan-coordinator c directory *slnx feedback *c plan *sl,*slncmpxr accounts tsl organizations osl
    plan-coordinator c identity *n social *n health *n minority-evaluation *n legal *n education *n employment *n hosting *n safety *n

    translator co directory *slnx feedback *c plan *sl accounts tsl organizations osl translation *slncmxr

    auditor c directory *sln organizations *sln accounts *sln roles *sln tokens *sln emergencies *sln keys *ln journal *slnxr

    data-protection-officer ct directory *sln journal *sln emergencies *slnr identity @sle social @e health @e
    data-protection-officer ct minority-evaluation @e legal @e education @e employment @e hosting @e safety @e

    platform-administrator c directory *sln organizations *slncm accounts *slncme roles *slncmg tokens *slne
    platform-administrator c keys *lncme platform *slnmxe

    organization-administrator o directory *slnx feedback *c plan *sl accounts tsl,oslncme organizations osl,oslncm
    organization-administrator o label oslc roles oslg tokens oslnce emergencies oslnr

    directory-editor ot directory *slnx,ocmp feedback *c,oslnm plan *sl accounts tsl organizations osl
    directory-editor ot translation oslncm label oslc

    outreach-worker t directory *slnx feedback *c plan *sl accounts tsl organizations osl emergencies tc
    outreach-worker t identity @slcm,tn social @slcm,tn safety @slc

    reception-agent t directory *slnx feedback *c plan *sl accounts tsl organizations osl emergencies tc
    reception-agent t identity @slcm,tn social @slcm,tn safety @slc

    shelter-manager t directory *slnx feedback *c plan *sl accounts tsl organizations osl emergencies tc
    shelter-manager t identity @slcm social @sl hosting @slcm,on safety @slc

    placement-officer t directory *slnx feedback *c plan *sl accounts tsl organizations osl
    placement-officer t identity @sl social @sl hosting @slcm,*n safety @s

    hosting-coordinator t directory *slnx feedback *c plan *sl accounts tsl organizations osl emergencies tc
    hosting-coordinator t identity @sl social @sl hosting @slcm,tn safety @slc

    care-staff t directory *slnx feedback *c plan *sl accounts tsl organizations osl emergencies tc
    care-staff t identity @slcm social @sl health @slcmx,tn safety @slc

    minority-evaluator t directory *slnx feedback *c plan *sl accounts tsl organizations osl
    minority-evaluator t identity @slcm minority-evaluation @slcmx,tn safety @slc

    educator t directory *slnx feedback *c plan *sl accounts tsl organizations osl emergencies tc
    educator t identity @slcm social @slcm education @slcm,tn legal @slcm employment @sl safety @slc

    language-assessor t directory *slnx feedback *c plan *sl accounts tsl organizations osl
    language-assessor t identity @slc education @slcm,tn

    legal-adviser t directory *slnx feedback *c plan *sl accounts tsl organizations osl
    legal-adviser t identity @slcm social @sl legal @slcmx,tn safety @slc

    employment-adviser t directory *slnx feedback *c plan *sl accounts tsl organizations osl
    employment-adviser t identity @sl education @sl employment @slcm,tn

    member ot directory *slnx feedback *c plan *sl accounts tsl organizations osl
    """

/// How far a reach carries, by where the role is held (the columns' first letter) and what is asked for.
///
/// y every act, r reading only (see, list), p only listing, numbers and creating, - nothing. Columns, for the role held in team `here` of
/// organization `ours`: records of nobody / of another organization / of ours / of team here; a person without link / with an open
/// episode here / with one that ended / with one that has not begun / with one in another team of ours / elsewhere / with a
/// referral here that shares this compartment / shares others only / ended; the whole compartment of the city / of another
/// organization / of ours / of here.
let agreedReach = """
    reach held | nobody other ours here | none episode ended future sister elsewhere shared unshared sharedEnded | city other ours here
    *     c      y      y     y    y      y    y       y     y      y      y         y      y        y             y    y     y    y
    *     o      y      y     y    y      y    y       y     y      y      y         y      y        y             y    y     y    y
    *     t      y      y     y    y      y    y       y     y      y      y         y      y        y             y    y     y    y
    o     c      -      -     -    -      -    -       -     -      -      -         -      -        -             -    -     -    -
    o     o      -      -     y    y      -    -       -     -      -      -         -      -        -             -    -     y    y
    o     t      -      -     y    y      -    -       -     -      -      -         -      -        -             -    -     y    y
    t     c      -      -     -    -      -    -       -     -      -      -         -      -        -             -    -     -    -
    t     o      -      -     -    -      -    -       -     -      -      -         -      -        -             -    -     -    -
    t     t      -      -     -    y      -    -       -     -      -      -         -      -        -             -    -     -    y
    @     c      -      -     -    -      -    -       -     -      -      -         -      -        -             -    -     -    -
    @     o      -      -     -    -      -    y       -     -      y      -         r      -        -             -    -     p    p
    @     t      -      -     -    -      -    y       -     -      -      -         r      -        -             -    -     -    p
    """

/// On which basis a compartment may be used. What is not named needs none, because it tells of nobody.
let agreedBases = """
    compartment         public-task legal-obligation vital-interest consent
    identity            y           y                y              y
    social              y           -                y              y
    health              -           y                y              y
    minority-evaluation y           y                -              -
    legal               -           y                -              y
    education           y           -                -              y
    employment          y           -                -              y
    hosting             y           -                y              y
    safety              -           y                y              y
    """

/// What the moment must bring: h a second factor of the last twelve hours, q of the last quarter of an hour, d a known device, v volume
/// left; j says that the act is journaled even when it changes nothing.
let agreedContext = """
    kept            s    l    n   c   m   p   x    e   g   r
    open            -    -    -   -   -   -   -    q   q   -
    governed        h    h    h   q   q   q   q    q   q   q
    proof           hj   hj   h   qj  qj  qj  qj   qj  qj  qj
    personal        hdvj hdvj h   hdj hdj qdj qdvj qdj qdj qdj

    open            directory translation feedback label plan
    governed        organizations accounts roles tokens keys platform
    proof           emergencies journal
    personal        identity social health minority-evaluation legal education employment hosting safety
    """
