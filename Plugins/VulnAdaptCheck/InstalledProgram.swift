import Foundation

/// The program as it is installed on this machine: the app's, that of `make install`, or one of the path.
///
/// Building it in each package that is checked would take minutes, and a debug build scans many times slower.
struct InstalledProgram {
  let url: URL

  /// Looks for the program; the environment's `VULNADAPT` comes first.
  ///
  /// - Throws: ``Missing`` when it is nowhere, or not where the environment says.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    if let path = environment["VULNADAPT"], !path.isEmpty {
      guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
      url = URL(fileURLWithPath: path)
      return
    }
    let helpers = "/Applications/VulnAdapt.app/Contents/Helpers"
    let home = environment["HOME"].map { [$0 + helpers, $0 + "/.local/bin"] } ?? []
    // Xcode's own path knows neither /usr/local nor Homebrew.
    let folders =
      (environment["PATH"] ?? "").split(separator: ":").map(String.init)
      + ["/usr/local/bin", "/opt/homebrew/bin", helpers] + home
    let found = folders.map { $0 + "/vulnadapt" }.first(where: FileManager.default.isExecutableFile)
    guard let found else { throw Missing(path: nil) }
    url = URL(fileURLWithPath: found)
  }

  /// The program is not installed.
  struct Missing: Error, CustomStringConvertible {
    /// Where it should have been; nil for any of the usual places.
    var path: String?

    var description: String {
      guard let path else {
        return
          "vulnadapt was not found. Put VulnAdapt into the Applications folder, or run 'make install' in its repository."
      }
      return "VULNADAPT names \(path), which is no program. Correct it, or remove it from the environment."
    }
  }
}
