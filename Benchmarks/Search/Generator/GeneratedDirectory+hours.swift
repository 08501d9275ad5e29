import Core
import Search

extension GeneratedDirectory {
    /// The hours of one location.
    func hours(_ dice: inout Dice) -> (text: String?, closure: (from: Day, to: Day)?) {
        if dice.chance(1.0 / 6) { return (nil, nil) }
        if dice.chance(0.03) { return ("24/7", nil) }
        guard dice.chance(0.05) else { return (ordinaryWeek(&dice), nil) }
        switch dice.below(5) {
        case 0:
            let from = today.advanced(by: dice.below(40) - 10)
            return (ordinaryWeek(&dice), (from, from.advanced(by: dice.below(14))))
        case 1: return ("Oct-Mar: Mo-Su 1\(dice.below(10)):00-23:\(10 + dice.below(50)); Apr-Sep: Mo-Fr 09:00-17:0\(dice.below(10))", nil)
        case 2: return ("Mo-Su \(18 + dice.below(5)):0\(dice.below(10))-0\(1 + dice.below(6)):00; PH off", nil)
        case 3: return (ordinaryWeek(&dice) + "; PH off; We[1] off", nil)
        default: return ("Mo-Sa sunrise-sunset", nil)
        }
    }

    /// Most places keep one or two rhythms, with a day or two that differ.
    private func ordinaryWeek(_ dice: inout Dice) -> String {
        let days = dice.pick(["Mo-Fr", "Mo-Fr", "Mo-Fr", "Mo-Sa", "Tu-Sa", "Mo,Tu,Th,Fr", "Mo-Th", "Tu,Th", "Mo,We,Fr", "Mo-Su"])
        var text = "\(days) \(hoursOfDay(&dice))"
        if dice.chance(0.45) { text += "; We \(hoursOfDay(&dice))" }
        if dice.chance(0.3) { text += "; Fr \(morning(&dice))" }
        if dice.chance(0.25) { text += "; Sa \(morning(&dice))" }
        return dice.chance(0.3) ? text + "; PH off" : text
    }

    private func hoursOfDay(_ dice: inout Dice) -> String {
        dice.chance(0.55)
            ? "\(morning(&dice)),\(clock(13 * 4 + dice.below(7)))-\(clock(16 * 4 + dice.below(12)))"
            : "\(clock(8 * 4 + dice.below(10)))-\(clock(16 * 4 + dice.below(16)))"
    }

    private func morning(_ dice: inout Dice) -> String { "\(clock(8 * 4 + dice.below(8)))-\(clock(11 * 4 + 2 + dice.below(6)))" }

    private func clock(_ quarter: Int) -> String {
        let hour = quarter / 4
        let minute = quarter % 4 * 15
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute == 0 ? "00" : "\(minute)")
    }
}
