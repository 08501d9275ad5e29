/// Sine and cosine of degrees in additions and multiplications only, which every machine rounds alike: a phone puts places in the
/// same order as the server. At most two units in the last place from the true value.
enum Angle {
    static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
        let quarter = (degrees / 90).rounded()
        let x = (degrees - quarter * 90) * Double.pi / 180
        let square = x * x
        // Taylor, the last term below 2⁻⁵³ at an eighth of a turn.
        var sine = 1.0
        var cosine = 1.0
        for step in stride(from: 18.0, through: 2, by: -2) {
            sine = 1 - square / (step * (step + 1)) * sine
            cosine = 1 - square / (step * (step - 1)) * cosine
        }
        sine *= x
        switch (Int(quarter) % 4 + 4) % 4 {
        case 0: return (sine, cosine)
        case 1: return (cosine, -sine)
        case 2: return (-sine, -cosine)
        default: return (-cosine, sine)
        }
    }
}
