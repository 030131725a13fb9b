import Foundation

/// The functions of a project whose labels nobody knows, or nobody may look at.
///
/// A folder in a layout of published data sets, one function a file, is read like one, and its
/// labels are dropped here, so that no later step can see them.
public struct UnlabeledProject: Sendable {
  /// Name of the folder or file.
  public var name: String
  /// All functions in a stable order.
  public var functions: [CFunction]
  /// Files that were left out.
  public var skipped: [SkippedFile]

  /// Creates a project from its parts.
  public init(name: String, functions: [CFunction], skipped: [SkippedFile] = []) {
    self.name = name
    self.functions = functions
    self.skipped = skipped
  }

  /// Reads a project.
  ///
  /// - Parameter path: A folder or a file.
  /// - Returns: Its functions, possibly none.
  /// - Throws: ``RepositoryError`` when the path cannot be read.
  public static func load(from path: String) throws -> UnlabeledProject {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let layouts: [any LabelSource.Type] = [FolderPairLabels.self, FileNameLabels.self]
    for layout in layouts {
      guard let project = try? layout.load(from: path, options: LabelOptions()) else { continue }
      // The order of the folders would tell the labels apart, so the texts decide it.
      let functions = project.functions.map(\.function).sorted { $0.text < $1.text }
      return UnlabeledProject(name: name, functions: functions, skipped: project.skipped)
    }
    var functions: [CFunction] = []
    let summary = try RepositoryScanner(repository: Repository(path: path)).scan { file in
      functions += file.functions
    }
    return UnlabeledProject(name: name, functions: functions, skipped: summary.skipped)
  }

  /// SHA-256 over the canonical texts of all functions, in hexadecimal; see ``DataHash``.
  var dataHash: String {
    var hash = DataHash()
    for function in functions { hash.add(function, isVulnerable: nil) }
    return hash.hexadecimal
  }
}
