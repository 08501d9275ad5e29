// swift-tools-version: 6.2
import PackageDescription

/// Every target is built the same way: Swift 6 mode, explicit existentials, explicit imports, no warning left.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func target(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let atomics = Target.Dependency.product(name: "Atomics", package: "swift-atomics")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")

/// What shows that it works.
let checks: [Target] = [
    .target(
        name: "TestKit",
        dependencies: [
            "Core", "Database", "Web", hummingbird, httpTypes, logging, nio,
            .product(name: "HummingbirdTesting", package: "hummingbird"),
        ],
        path: "Tests/TestKit",
        swiftSettings: strict
    ),
    tests("Core", []),
    tests("Database", ["Core", "TestKit"]),
    tests("Vault", ["Core", "Database", "TestKit", crypto]),
    tests("Sealing", ["Core", "Database", "TestKit", crypto, logging]),
    tests("Background", ["Access", "Core", "Database", "TestKit", "Web", hummingbird, httpTypes, logging, nio]),
    tests("Search", ["Core"]),
    tests("Access", ["Core"]),
    tests("Print", ["Core", "TestKit"]),
    tests("Web", ["Access", "Core", "TestKit", hummingbird, httpTypes, logging]),
    tests("Directory", ["Access", "Core", "Database", "Search", "Web", "TestKit", hummingbird, httpTypes, logging, nio]),
    tests("Accounts", ["Access", "Core", "Database", "Vault", "Web", "TestKit", hummingbird, httpTypes, nio, crypto, cryptoExtras]),
    tests("City", ["Core", "Database", "Sealing", "Vault", "Web", "Directory", "TestKit", hummingbird, httpTypes, logging, nio]),
]

/// What measures how fast it is, built for release in a folder of its own (`scripts/bench`) so that what is measured is what is served.
/// The servers of the tests belong to one of the two at a time.
let measures = Context.environment["PARVIS_BENCH"] != nil
let benchmarks: [Target] = [
    .target(name: "TestServers", dependencies: ["Core", "Database"], path: "Tests/TestKit/Database", swiftSettings: strict),
    .target(name: "SearchGenerator", dependencies: ["Core", "Search"], path: "Benchmarks/Search/Generator", swiftSettings: strict),
    program("SearchMeasure", path: "Benchmarks/Search/Measure", ["Core", "Search", "SearchGenerator"]),
    program(
        "Measure", path: "Benchmarks/Measure",
        [
            "Core", "Database", "Sealing", "Search", "Vault", "Web", "Directory", "City", "CPostgres", "TestServers", "SearchGenerator",
            hummingbird, nio, httpTypes, logging, crypto, grdb, sqlite,
        ]),
]

let package = Package(
    name: "parvis",
    products: [.executable(name: "parvis", targets: ["Parvis"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-atomics", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CRsvg", pkgConfig: "librsvg-2.0", providers: [.apt(["librsvg2-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        target("Core", []),
        target("Database", ["Core", "CPostgres", grdb, sqlite]),
        target("Vault", ["Core", "Database", crypto, cryptoExtras]),
        target("Sealing", ["Core", "Database", crypto, logging]),
        target(
            "Background",
            ["Access", "Core", "Database", "Web", crypto, httpClient, httpTypes, hummingbird, logging, nio, nioHTTP1, nioPosix]),
        target("Search", ["Core"]),
        target("Access", ["Core"]),
        target("Print", ["Core", "CPango", "CRsvg"]),
        target(
            "Web",
            [
                "Access", "Core", "CMark", "CQRencode", "CZlib", hummingbird, nio, httpTypes, logging, crypto,
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        target(
            "Directory",
            [
                "Access", "Core", "Database", "Print", "Search", "Web", "CZlib", atomics, hummingbird, nio, nioPosix, httpTypes, logging,
                yams, crypto,
            ]),
        target(
            "Accounts", ["Access", "CArgon2", "Core", "Database", "Vault", "Web", hummingbird, httpTypes, logging, crypto, cryptoExtras]),
        target(
            "City",
            [
                "Accounts", "Background", "Core", "Database", "Sealing", "Search", "Vault", "Web", "Directory", hummingbird, nio, httpTypes,
                logging, httpClient, nioHTTP1,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        program(
            "Parvis",
            [
                "Accounts", "Background", "Core", "Database", "Directory", "Vault", "City", "Sealing", logging, nio,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ] + (measures ? benchmarks : checks),
    swiftLanguageModes: [.v6]
)
