import Core
import Foundation

/// Where marks are looked for.
enum MarkLists {
  /// The marks of a project: those of the files named or else of the configured baseline or one of the standard name, and the user's
  /// own that editors keep.
  ///
  /// - Parameters:
  ///   - files: Baselines that the user named.
  ///   - settings: The project's settings.
  ///   - project: The project.
  ///   - environment: Says where the user's own marks are.
  /// - Returns: The marks, list by list.
  /// - Throws: ``BaselineError``.
  static func lists(
    _ files: [String], _ settings: EffectiveConfiguration, _ project: ProjectRoot,
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(BaselineError) -> [TriageMarks.List] {
    var lists: [TriageMarks.List] = []
    let standard = ProjectBaseline(nil, of: project).file
    let usual = settings.baseline ?? (standard.exists ? standard : nil)
    let found: [NamedFile] = files.isEmpty ? [usual].compactMap { $0 } : files.map { NamedFile($0) }
    for file in found {
      lists.append(.init(try BaselineFile.read(file), name: "baseline"))
    }
    if let fine = LSPCommand.fineFile(environment).map({ NamedFile($0) }), fine.exists {
      // The user's marks of all projects: those of others are no news.
      lists.append(.init(try BaselineFile.read(fine), name: "editor"))
    }
    return lists
  }
}
