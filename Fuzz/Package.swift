// swift-tools-version: 6.2
import PackageDescription

/// As in the platform's own package, plus the counters that lead the fuzzer to new paths.
let instrumented: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer", "-enable-testing"]),
]

/// The folders in `Sources` are links into the platform: what is fuzzed is what runs. Only what reads input is built, so
/// that neither the server nor the databases are needed.
let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .systemLibrary(name: "CLibFuzzer"),
        .systemLibrary(name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Core", swiftSettings: instrumented),
        .target(name: "Search", dependencies: ["Core"], swiftSettings: instrumented),
        .target(
            name: "Web", dependencies: ["Core", "CMark"],
            sources: [
                "Catalogue", "Forms/FormFields.swift", "Forms/UploadedForm.swift", "Pages/Markdown.swift", "Pages/Page.swift",
                "Pages/PercentEncoding.swift",
            ],
            swiftSettings: instrumented),
        .target(
            name: "Directory", dependencies: ["Core", "Web", "CZlib", .product(name: "Yams", package: "Yams")],
            sources: [
                "Exchange/Archive", "Exchange/DataInclusion", "Exchange/Export", "Exchange/HSDS", "Exchange/Mapping",
                "Exchange/Pack", "Exchange/Reading", "Exchange/Territory", "Exchange/Writing",
                "Exchange/Report/ImportIssue.swift", "Exchange/Report/ImportReading.swift",
                "Exchange/Report/SourceHours.swift",
                "Model", "City/CityProfile.swift", "Label/CityLabel.swift", "Freshness/FreshnessRhythm.swift", "Find/FindQuery.swift",
                "Find/FindQuery+url.swift", "Place/PlaceFinder.swift",
            ],
            swiftSettings: instrumented),
        .executableTarget(
            name: "Fuzz", dependencies: ["Core", "Search", "Web", "Directory", "CLibFuzzer"], swiftSettings: instrumented,
            // The default linker stops on the fuzzer's own main.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ],
    swiftLanguageModes: [.v6]
)
