/// The baseline of a project, where what was found on reading its functions is noted.
public struct ProjectBaseline: Hashable, Sendable {
  /// What the file is called when nobody says otherwise.
  public static let standardName = ProjectRoot.baselineName

  /// The file; one that lies in the project is read and written beneath its root, without following a link.
  public let file: NamedFile
  /// Whether nobody named the file, so that scans have to be told of it.
  public let isStandard: Bool
  /// The folder that entries' paths start from.
  private let root: String

  /// Finds the baseline.
  ///
  /// - Parameters:
  ///   - named: The file that the user or the project's configuration names; nil for the one of the standard name in the
  ///     project's root.
  ///   - project: The project.
  public init(_ named: NamedFile?, of project: ProjectRoot) {
    file = named.map(project.output) ?? NamedFile(Self.standardName, beneath: project.folder)
    isStandard = named == nil
    root = project.folder
  }

  /// Notes what was found on reading functions, in place of what was noted of them before.
  ///
  /// - Parameters:
  ///   - entries: The functions with their verdicts; verdicts do not matter where marks are taken away.
  ///   - removes: Whether the marks of these functions are taken away.
  /// - Throws: ``BaselineError``; the file is written wholly or not at all.
  public func mark(_ entries: [Baseline.Entry], removes: Bool = false) throws(BaselineError) {
    try BaselineFile.update(file) { known in
      let known = known.removing(known.entries.filter { hasMoved($0, to: entries) })
      return removes ? known.removing(entries) : known.adding(entries)
    }
  }

  /// Whether an entry speaks of one of some functions where it stood before: a file that is gone.
  private func hasMoved(_ entry: Baseline.Entry, to functions: [Baseline.Entry]) -> Bool {
    functions.contains {
      $0.fingerprint == entry.fingerprint && $0.function == entry.function && $0.file != entry.file
    } && !NamedFile(entry.file, beneath: root).exists
  }
}
