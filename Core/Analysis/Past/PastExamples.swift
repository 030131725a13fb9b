/// The functions of a project at the start of a span of its past, with what fixes changed until the span's end.
struct PastExamples: Sendable {
  /// How sure a fix that only speaks of security, and changed one function or two, makes a function vulnerable.
  static let worded = 0.4

  /// The functions, each name of a file once; paths from the repository's root.
  let functions: [CFunction]
  /// For each the probability that it was vulnerable: 1 where a fix names a CVE, less where one only speaks of security.
  let targets: [Double]
  /// What the past said at the start.
  let evidence: HistoryEvidence
  /// The functions as a model sees them.
  func rows(for model: EvidenceModel) -> EvidenceRows { EvidenceRows(functions, evidence, for: model) }

  /// How many functions were fixed.
  var fixedCount: Int { targets.count { $0 > 0 } }

  /// Reads a span; nil where fewer functions were fixed than asked for.
  ///
  /// - Parameters:
  ///   - span: The span.
  ///   - fixes: What fixes changed in it.
  ///   - history: A history that holds the span's end.
  ///   - git: The repository.
  ///   - least: The least number of functions that were fixed.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  init?(
    of span: ProjectAdaptation.Span, _ fixes: LaterFixes, _ history: ProjectHistory, _ git: SafeGit,
    atLeast least: Int
  ) throws {
    guard fixes.count >= least, let evidence = HistoryEvidence(history, asOf: span.start) else { return nil }
    // All of it, so that a folder of a project is ranked as in a scan of the whole.
    functions = try CommitTree(
      of: span.start, in: git, inWholeTree: true, excluding: AncillaryCode.allPatterns
    ).distinctFunctions(in: "")
    targets = functions.map { function -> Double in
      let changes = fixes.changes(path: function.file, name: function.name)
      return changes.isNamed ? 1 : Self.worded * Double(min(1, 2 * changes.security))
    }
    self.evidence = evidence
    if fixedCount < least { return nil }
  }
}
