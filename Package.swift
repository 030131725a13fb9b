// swift-tools-version: 6.1
import Foundation
import PackageDescription

// VULNADAPT_PARTS=tool builds Core without what the command line tool does not need: the app's Workspace and its
// database.
// VULNADAPT_TREE_SITTER=packages uses the real SwiftTreeSitter on Linux too.
// VULNADAPT_KERNELS=accelerate builds the Accelerate branch of the kernels on Linux, against the stand-in in
// Linux/Accelerate, and only the tests of kernels and networks (use a scratch path of its own: see Scripts/test.sh).
let environment = ProcessInfo.processInfo.environment

// Another package depends on this one: SwiftPM reads the manifest out of the repository, then in a checkout of its own. Nobody
// runs Scripts/set-up.sh there, and unsafe flags would keep a release from being used.
let isDependency =
  Context.packageDirectory == "/" || Context.packageDirectory.contains("/checkouts/")
let treeSitterSources = "Linux/ThirdParty"
let hasTreeSitterSources = FileManager.default.fileExists(
  atPath: "\(Context.packageDirectory)/\(treeSitterSources)/TreeSitterC/src/parser.c")

#if os(Linux)
  let usesTreeSitterPackages =
    environment["VULNADAPT_TREE_SITTER"] == "packages" || isDependency && !hasTreeSitterSources
  let usesAccelerateStandIn = environment["VULNADAPT_KERNELS"] == "accelerate"
#else
  let usesTreeSitterPackages = true
  let usesAccelerateStandIn = false
#endif

// Nothing to the left of Core's last folder knows it, so it can be left out.
let coreExclude: [String] =
  usesAccelerateStandIn || environment["VULNADAPT_PARTS"] == "tool" ? ["Workspace"] : []

// Every release below a bound is one that Swift 6.1 reads, so that 6.1 and 6.3 resolve the same.
var dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-numerics", "1.1.0"..<"1.2.0"),
  .package(url: "https://github.com/apple/swift-algorithms", "1.2.0"..<"1.3.0"),
  .package(url: "https://github.com/swiftcsv/SwiftCSV", "0.10.0"..<"0.11.0"),
  .package(url: "https://github.com/jpsim/Yams", "6.0.0"..<"6.3.0"),
  .package(url: "https://github.com/hummingbird-project/swift-mustache", "2.0.0"..<"2.2.0"),
]
if !usesAccelerateStandIn {
  dependencies += [
    .package(url: "https://github.com/apple/swift-argument-parser", "1.5.0"..<"1.9.0"),
    .package(url: "https://github.com/groue/GRDB.swift", "7.5.0"..<"7.11.0"),
  ]
}
var coreDependencies: [Target.Dependency] = [
  // Algorithms uses it; named here for the bound above.
  .product(name: "RealModule", package: "swift-numerics"),
  .product(name: "Algorithms", package: "swift-algorithms"),
  .product(name: "SwiftCSV", package: "SwiftCSV"),
  .product(name: "Yams", package: "Yams"),
  .product(name: "Mustache", package: "swift-mustache"),
]
let database: [Target.Dependency] = [.product(name: "GRDB", package: "GRDB.swift")]
let leavesOutWorkspace = coreExclude.contains("Workspace")
if !leavesOutWorkspace { coreDependencies += database }
var standIns: [Target] = []

if usesTreeSitterPackages {
  dependencies += [
    .package(url: "https://github.com/ChimeHQ/SwiftTreeSitter", exact: "0.9.0"),
    .package(url: "https://github.com/tree-sitter/tree-sitter-c", exact: "0.23.4"),
  ]
  coreDependencies += [
    .product(name: "SwiftTreeSitter", package: "SwiftTreeSitter"),
    .product(name: "TreeSitterC", package: "tree-sitter-c"),
  ]
} else {
  if !hasTreeSitterSources {
    fatalError("the tree-sitter sources are missing: run Scripts/set-up.sh once, then build again")
  }
  standIns += [
    .target(
      name: "TreeSitter", path: "\(treeSitterSources)/TreeSitter", sources: ["src/lib.c"],
      publicHeadersPath: "include",
      cSettings: [
        .headerSearchPath("src"), .define("_POSIX_C_SOURCE", to: "200112L"),
      ]),
    .target(
      name: "TreeSitterC", path: "\(treeSitterSources)/TreeSitterC", sources: ["src/parser.c"],
      publicHeadersPath: "include", cSettings: [.headerSearchPath("src")]),
    .target(
      name: "SwiftTreeSitter", dependencies: ["TreeSitter"], path: "Linux/SwiftTreeSitter",
      swiftSettings: [.swiftLanguageMode(.v5)]),
  ]
  coreDependencies += ["SwiftTreeSitter", "TreeSitter", "TreeSitterC"]
}

#if os(Linux)
  // In debug builds too: without, tests would wait for arithmetic.
  let optimised: [CSetting] = isDependency ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]
  standIns += [
    .target(name: "VectorKernels", path: "Linux/VectorKernels", cSettings: optimised),
    .target(
      name: "CBLAS", dependencies: ["VectorKernels"], path: "Linux/CBLAS",
      // Scripts/set-up.sh puts the library there; without it the system's is looked for when the program runs.
      resources: [.copy("OpenBLAS")], cSettings: optimised),
    .systemLibrary(
      name: "CCrypto", path: "Linux/CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CryptoKit", dependencies: ["CCrypto"], path: "Linux/CryptoKit"),
    .target(name: "XcodeKit", path: "Linux/XcodeKit"),
  ]
  coreDependencies += ["CBLAS", "VectorKernels", "CryptoKit"]
  if usesAccelerateStandIn {
    standIns += [
      .target(
        name: "Accelerate", dependencies: ["CBLAS"], path: "Linux/Accelerate",
        swiftSettings: [.swiftLanguageMode(.v5)])
    ]
    coreDependencies += ["Accelerate"]
  }
#endif

#if os(Linux)
  let standInDependencies: [(name: String, dependencies: [Target.Dependency])] = [
    ("UniformTypeIdentifiers", []), ("UserNotifications", []), ("AppKit", []),
    ("SwiftUI", ["AppKit", "UniformTypeIdentifiers"]), ("Charts", ["SwiftUI"]),
  ]
  standIns += standInDependencies.map { name, dependencies in
    .target(
      name: name, dependencies: dependencies, path: "Linux/\(name)",
      swiftSettings: [.swiftLanguageMode(.v5)])
  }
#endif

// The shells of Apple's platforms are compiled on Linux too, against the stand-ins.
var shells: [Target] = []
#if os(Linux)
  if !usesAccelerateStandIn {
    shells += [
      .target(
        name: "EditorExtension", dependencies: ["Core", "XcodeKit"], path: "EditorExtension",
        exclude: ["Info.plist", "EditorExtension.entitlements"]),
      .executableTarget(
        name: "VulnAdapt",
        dependencies: [
          "Core", "SwiftUI", "Charts", "AppKit", "UserNotifications", "UniformTypeIdentifiers",
        ],
        path: "App", exclude: ["Info.plist", "App.entitlements", "Assets.xcassets"]),
      .testTarget(
        name: "AppTests", dependencies: ["VulnAdapt", "Core", "SwiftUI", "AppKit"], path: "AppTests",
        exclude: ["Snapshots"]),
      .testTarget(
        name: "EditorExtensionTests", dependencies: ["EditorExtension", "Core", "XcodeKit"],
        path: "EditorExtensionTests"),
    ]
  }
#endif

if !usesAccelerateStandIn {
  shells += [
    // They call the program that is installed, so they depend on nothing.
    .plugin(name: "VulnAdaptCheck", capability: .buildTool()),
    .plugin(
      name: "VulnAdaptScan",
      capability: .command(
        intent: .custom(verb: "vulnadapt", description: "Rank the package's C functions by suspicion"))),
    .executableTarget(
      name: "VulnAdaptCLI",
      dependencies: [
        "Core", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "CLI"),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "VulnAdaptCLI", "Core", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "CLITests"),
  ]
}

let coreTests: Target =
  usesAccelerateStandIn
  ? .testTarget(
    name: "CoreTests", dependencies: ["Core", .product(name: "RealModule", package: "swift-numerics")],
    path: "CoreTests",
    sources: [
      "Kernels", "Learning/Network", "Learning/Adaptation", "Learning/Training/BatchSamplerTests.swift",
      "Learning/Training/TemperatureScalingTests.swift", "Learning/Training/TrainerTests.swift",
      "FixtureFolder.swift", "GoldenFile.swift",
      "TestPlace.swift", "TinySettings.swift", "CSource/Statements/StatementTesting.swift",
    ])
  : .testTarget(
    name: "CoreTests",
    dependencies: ["Core", .product(name: "RealModule", package: "swift-numerics")]
      // So that the first build fetches what the tests need, whatever it leaves out.
      + (leavesOutWorkspace ? database : []),
    path: "CoreTests",
    exclude: ["Fixtures"])

let package = Package(
  name: "VulnAdapt",
  platforms: [.macOS(.v14)],
  products: [.library(name: "Core", targets: ["Core"])]
    + (usesAccelerateStandIn
      ? []
      : [
        .executable(name: "vulnadapt", targets: ["VulnAdaptCLI"]),
        .plugin(name: "VulnAdaptCheck", targets: ["VulnAdaptCheck"]),
        .plugin(name: "VulnAdaptScan", targets: ["VulnAdaptScan"]),
      ]),
  dependencies: dependencies,
  targets: standIns + shells + [
    .target(
      name: "Core", dependencies: coreDependencies, path: "Core", exclude: coreExclude,
      resources: [.copy("Resources/starter.vulnmodel")],
      cSettings: [.define("ACCELERATE_NEW_LAPACK", to: "1", .when(platforms: [.macOS]))]),
    coreTests,
  ],
  swiftLanguageModes: [.v6]
)

// Each file imports the modules whose members it uses; one file's import is no other's.
for target in package.targets where ![.plugin, .system].contains(target.type) {
  target.swiftSettings = (target.swiftSettings ?? []) + [.enableUpcomingFeature("MemberImportVisibility")]
}
