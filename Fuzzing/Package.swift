// swift-tools-version: 6.1
import PackageDescription

// Built by Scripts/fuzz-coverage.py, with -sanitize=fuzzer.
let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "VulnAdapt", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "FuzzReaders", dependencies: ["CFuzzer", .product(name: "Core", package: "VulnAdapt")]),
  ],
  swiftLanguageModes: [.v6]
)
