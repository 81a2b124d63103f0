// swift-tools-version: 6.2
import PackageDescription

/// One module, with the modules that it may import (the drawing of Architecture.md).
func module(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports)
}

func tests(
  _ name: String, imports: [Target.Dependency] = [], data: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: imports + ["TestSupport"], exclude: data)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

let package = Package(
  name: "Merit",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "merit", targets: ["merit"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    module("MeritModel"),
    module("MeritLedger", imports: ["MeritModel", "CZlib", grdb]),
    module("MeritPolicy", imports: ["MeritModel"]),
    module("MeritImport", imports: ["MeritModel"]),
    module("MeritMeasure", imports: ["MeritImport", "MeritPolicy", "MeritModel"]),
    module("MeritEngine", imports: ["MeritPolicy", "MeritModel"]),
    module("MeritReport", imports: ["MeritEngine", "MeritPolicy", "MeritModel"]),
    module("MeritExcel", imports: ["MeritReport", "CXlsxWriter", "CZlib", "MeritModel"]),
    module(
      "MeritApp",
      imports: [
        "MeritExcel", "MeritLedger", "MeritReport", "MeritEngine", "MeritMeasure", "MeritImport",
        "MeritPolicy", "MeritModel", crypto,
      ]),
    .executableTarget(
      name: "merit",
      dependencies: [
        "MeritApp", "MeritExcel", "MeritImport", "MeritPolicy", "MeritModel", argumentParser,
      ]),
    .executableTarget(
      name: "merit-dev",
      dependencies: [
        "CaseMaker", "Fuzzing", "Reference", "TestSupport", "MeritApp", "MeritEngine",
        "MeritImport", "MeritPolicy",
        "MeritModel", argumentParser,
      ],
      exclude: ["EveryShape"]),
    .target(
      name: "TestSupport", dependencies: ["MeritModel"], path: "Tests/TestSupport",
      exclude: ["validate.py"]),
    .target(
      name: "Fuzzing",
      dependencies: ["TestSupport", "MeritApp", "MeritImport", "MeritPolicy", "MeritModel"],
      path: "Tests/Fuzzing"),
    .target(name: "Reference", dependencies: [bigInt], path: "Tests/Reference"),
    .target(
      name: "CaseMaker", dependencies: ["TestSupport", "Reference", "MeritApp", "MeritModel"],
      path: "Tests/CaseMaker"),
    tests("MeritModelTests", imports: ["MeritModel", bigInt]),
    tests("MeritPolicyTests", imports: ["MeritPolicy", "MeritModel"], data: ["Fixtures"]),
    tests("MeritLedgerTests", imports: ["MeritLedger", "MeritModel", grdb, crypto]),
    tests("MeritImportTests", imports: ["MeritImport", "MeritModel"]),
    tests(
      "MeritMeasureTests", imports: ["MeritMeasure", "MeritImport", "MeritPolicy", "MeritModel"]),
    tests(
      "MeritEngineTests", imports: ["MeritEngine", "MeritImport", "MeritPolicy", "MeritModel"]),
    tests(
      "MeritReportTests",
      imports: ["MeritReport", "MeritEngine", "MeritImport", "MeritPolicy", "MeritModel"]),
    tests(
      "MeritExcelTests",
      imports: ["MeritExcel", "MeritReport", "MeritEngine", "MeritPolicy", "MeritModel"]),
    tests(
      "MeritAppTests",
      imports: [
        "MeritApp", "MeritImport", "MeritMeasure", "MeritPolicy", "MeritReport", "MeritModel",
      ],
      data: ["Profiles/Samples"]),
    tests("DifferentialTests", imports: ["CaseMaker", "Reference", "MeritModel"]),
    tests("TortureTests", imports: ["Fuzzing", "MeritImport", "MeritModel"]),
    tests("ManualTests"),
    tests("SchemeTests", data: ["Cases"]),
    tests("RealDataTests", data: ["Books"]),
    tests(
      "EndToEndTests", imports: ["MeritApp", "MeritImport", "MeritModel", "merit"],
      data: ["EveryGrain", "Readable"]),
    tests(
      "ErrorCatalogueTests", imports: ["MeritLedger", "MeritModel", grdb, crypto],
      data: ["Cases", "base"]),
  ]
)

// Only where it is asked for, since the fuzzer of the toolchain brings its main function.
if Context.environment["MERIT_FUZZ"] != nil {
  package.targets.append(.executableTarget(name: "merit-fuzz", dependencies: ["Fuzzing"]))
}

// The same rules for every target of ours: the language mode, explicit imports, no warning let by.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
  ]
}
