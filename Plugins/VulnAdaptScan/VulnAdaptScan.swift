import Foundation
import PackagePlugin

/// Scans a project on demand: `swift package vulnadapt`, with any options of `vulnadapt scan`.
@main struct VulnAdaptScan: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    try scan(context.package.directoryURL, work: context.pluginWorkDirectoryURL, arguments: arguments)
  }

  private func scan(_ project: URL, work: URL, arguments: [String]) throws {
    let process = Process()
    process.executableURL = try InstalledProgram().url
    process.arguments =
      ["scan", project.path, "--cache", work.appending(path: "cache").path] + arguments
    process.currentDirectoryURL = project
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus)
    }
  }

  /// The scan found what it was told to fail on, or could not be done; it has said which.
  struct Failure: Error, CustomStringConvertible {
    var status: Int32

    var description: String {
      status == 1 ? "there are suspects to fail on" : "the scan ended with status \(status)"
    }
  }
}

#if canImport(XcodeProjectPlugin)
  import XcodeProjectPlugin

  extension VulnAdaptScan: XcodeCommandPlugin {
    func performCommand(context: XcodePluginContext, arguments: [String]) throws {
      // Xcode names the targets of its menu; the ranking is the whole project's. Its log wants warnings.
      var extractor = ArgumentExtractor(arguments)
      _ = extractor.extractOption(named: "target")
      let rest = extractor.remainingArguments
      try scan(
        context.xcodeProject.directoryURL, work: context.pluginWorkDirectoryURL,
        arguments: rest.isEmpty ? ["--format", "text"] : rest)
    }
  }
#endif
