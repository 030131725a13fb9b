import Foundation

/// All functions of a project's folder, with its labels where they are wanted and there.
struct ProjectReading: Sendable {
  /// The functions with labels; nil for an unlabelled project.
  var labeled: LabeledProject?
  /// All functions.
  var functions: [CFunction]
  /// Counts and where labels come from.
  var contents: ProjectContents
  /// The state of the files just before they were read.
  var stamp: String

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - role: What it is used for; nil for a labelled project if it has labels.
  ///   - corrections: Labels that the user set.
  /// - Throws: ``WorkspaceError``, ``RepositoryError``, ``LabelError`` or ``SourceTextError``.
  init(path: String, role: ProjectRole?, corrections: [LabelCorrection] = []) throws {
    stamp = try ContentStamp(of: path).text
    if role != .unlabeled, let project = try Self.labeledProject(path, corrections, isRequired: role != nil) {
      labeled = project
      functions = project.functions.map(\.function) + project.unlabeled
      contents = Self.contents(of: project, root: path, corrections: corrections)
      return
    }
    let project = try UnlabeledProject.load(from: path)
    guard !project.functions.isEmpty else { throw WorkspaceError.noFunctions(path: path) }
    functions = project.functions
    contents = ProjectContents(
      functionCount: functions.count, labeledCount: 0, vulnerableCount: 0, labelSource: nil,
      correctionCount: 0, issues: project.skipped.prefix(ProjectContents.issueLimit).map(Self.sentence),
      issueCount: project.skipped.count, dataHash: project.dataHash)
  }

  /// What the folder is used for.
  var role: ProjectRole { labeled == nil ? .unlabeled : .labeled }

  private static func labeledProject(
    _ path: String, _ corrections: [LabelCorrection], isRequired: Bool
  ) throws -> LabeledProject? {
    do {
      return try LabeledProject.load(from: path).applying(corrections)
    } catch LabelError.noLabels where !corrections.isEmpty || !isRequired {
      guard !corrections.isEmpty else { return nil }
      let all = try UnlabeledProject.load(from: path)
      return LabeledProject(
        functions: [], unlabeled: all.functions, skipped: all.skipped, source: "your labels"
      )
      .applying(corrections)
    }
  }

  private static func contents(
    of project: LabeledProject, root: String, corrections: [LabelCorrection]
  ) -> ProjectContents {
    let known = Set((project.functions.map(\.function) + project.unlabeled).map(\.fingerprint))
    let used = corrections.count { known.contains($0.fingerprint) }
    let sentences = project.issues.map(\.description) + project.skipped.map(sentence)
    var source = project.source
    if source.hasPrefix(root + "/") { source = String(source.dropFirst(root.count + 1)) }
    return ProjectContents(
      functionCount: project.functions.count + project.unlabeled.count,
      labeledCount: project.functions.count, vulnerableCount: project.vulnerableCount, labelSource: source,
      correctionCount: used, issues: Array(sentences.prefix(ProjectContents.issueLimit)),
      issueCount: sentences.count, dataHash: project.dataHash)
  }

  private static func sentence(_ file: SkippedFile) -> String {
    "\(file.path) \(file.reason).".printable
  }
}
