import Foundation
import PackagePlugin

/// Shows a project's suspects as warnings of its build.
///
/// The whole project is scanned when a source of the target has changed, since a function's place in the ranking depends
/// on the others; the cache in the plug-in's folder makes that quick.
@main struct VulnAdaptCheck: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    return commands(
      context.package.directoryURL, files: target.sourceFiles.map(\.url), work: context.pluginWorkDirectoryURL
    )
  }

  private func commands(_ project: URL, files: [URL], work: URL) -> [Command] {
    let sources = files.filter { $0.pathExtension == "c" || $0.pathExtension == "h" }
    if sources.isEmpty { return [] }
    do {
      // An absolute folder makes absolute paths, which the issue navigator needs. A file as output would become a
      // resource of the target; without one the scan runs when a source has changed.
      return [
        .buildCommand(
          displayName: "VulnAdapt", executable: try InstalledProgram().url,
          arguments: [
            "scan", project.path, "--format", "text", "--cache", work.appending(path: "cache").path,
          ], inputFiles: sources, outputFiles: [])
      ]
    } catch {
      // A colleague without the program builds as before.
      Diagnostics.warning("\(error)")
      return []
    }
  }
}

#if canImport(XcodeProjectPlugin)
  import XcodeProjectPlugin

  extension VulnAdaptCheck: XcodeBuildToolPlugin {
    func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command] {
      commands(
        context.xcodeProject.directoryURL, files: target.inputFiles.map(\.url),
        work: context.pluginWorkDirectoryURL)
    }
  }
#endif
