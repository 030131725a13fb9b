// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "VulnAdapt", path: "..")],
  targets: [
    .executableTarget(
      name: "VulnAdaptBenchmarks", dependencies: [.product(name: "Core", package: "VulnAdapt")])
  ],
  swiftLanguageModes: [.v6]
)
