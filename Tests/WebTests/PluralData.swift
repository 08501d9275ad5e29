/// CLDR's categories for the numbers below, as Babel 2.18.0 gives them: one letter per number
/// (0 zero, 1 one, 2 two, f few, m many, o other). Soninke is not in CLDR.
enum PluralData {
    static let numbers = Array(0...130) + [200, 201, 202, 203, 211, 212, 1000, 1001, 1002, 1011, 1111, 10000, 999_999]

    static let categories: [(tag: String, letters: String)] = [
        (
            "fr",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "fr-x-falc",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "en",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "ar",
            "012ffffffffmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
                + "mmmmmmmmmmmmmmmmmmmmmmmmmmmmoooffffffffmmmmmmmmmmmmmmmmmmmmooofmmooommom"
        ),
        (
            "ps",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "prs",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "fa",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "ti",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "am",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "so",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "bn",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "bo",
            "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "ur",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "ru",
            "m1fffmmmmmmmmmmmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmm1"
                + "fffmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmmmmmmmmmmmm1fffmmmmmmm1ffmmm1fmmmm"
        ),
        (
            "uk",
            "m1fffmmmmmmmmmmmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmm1"
                + "fffmmmmmm1fffmmmmmm1fffmmmmmm1fffmmmmmmmmmmmmmmmm1fffmmmmmmm1ffmmm1fmmmm"
        ),
        (
            "es",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "tr",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "ka",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "sq",
            "o1oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "ff",
            "11oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "bm",
            "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
        (
            "zh-Hans",
            "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
                + "oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
        ),
    ]
}
