import Foundation

/// When the sun rises and sets at a place, by the equations of the NOAA solar calculator (to about a minute below 70° of latitude).
struct SunTimes {
    let latitude: Double
    let longitude: Double

    /// The minute of the UTC day, possibly below 0 or above 1440, or nothing when the sun does not reach that height that day.
    func minuteUTC(of event: SunEvent, on day: Day) -> Int? {
        guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        var minute = 720 - 4 * longitude
        for _ in 0..<2 {
            guard let next = estimate(of: event, on: day, near: minute) else { return nil }
            minute = next
        }
        return Int(minute.rounded())
    }

    /// One step of the computation, with the sun where it is at a first estimate of the time.
    private func estimate(of event: SunEvent, on day: Day, near minute: Double) -> Double? {
        let century = (Double(day.daysSinceEpoch) + minute / 1_440 - 10_957.5) / 36_525
        let sun = SunPosition(century: century)
        let zenith = radians(event == .sunrise || event == .sunset ? 90.833 : 96)
        let phi = radians(latitude)
        let cosine = cos(zenith) / (cos(phi) * cos(sun.declination)) - tan(phi) * tan(sun.declination)
        guard abs(cosine) <= 1 else { return nil }
        let hourAngle = acos(cosine) * 180 / .pi
        let isMorning = event == .dawn || event == .sunrise
        return 720 - 4 * (longitude + (isMorning ? hourAngle : -hourAngle)) - sun.equationOfTime
    }
}

/// Where the sun is: declination in radians, equation of time in minutes.
private struct SunPosition {
    let declination: Double
    let equationOfTime: Double

    init(century t: Double) {
        let meanLongitude = radians((280.46646 + t * (36_000.76983 + t * 0.0003032)).truncatingRemainder(dividingBy: 360))
        let anomaly = radians(357.52911 + t * (35_999.05029 - 0.0001537 * t))
        let eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
        let center =
            sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) + sin(2 * anomaly) * (0.019993 - 0.000101 * t)
            + sin(3 * anomaly) * 0.000289
        let node = radians(125.04 - 1_934.136 * t)
        let longitude = meanLongitude + radians(center - 0.00569 - 0.00478 * sin(node))
        let obliquity = radians(23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * cos(node))
        declination = asin(sin(obliquity) * sin(longitude))
        let y = tan(obliquity / 2) * tan(obliquity / 2)
        let radiansOfTime =
            y * sin(2 * meanLongitude) - 2 * eccentricity * sin(anomaly) + 4 * eccentricity * y * sin(anomaly) * cos(2 * meanLongitude)
            - 0.5 * y * y * sin(4 * meanLongitude) - 1.25 * eccentricity * eccentricity * sin(2 * anomaly)
        equationOfTime = radiansOfTime * 4 * 180 / .pi
    }
}

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
