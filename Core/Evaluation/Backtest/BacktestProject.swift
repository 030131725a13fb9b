import Foundation

/// A project as it stood at a cut, with nothing of what came later.
public struct BacktestProject: Sendable {
  /// The cut.
  let cut: BacktestCut
  /// The functions that are ranked, each name of a file once; paths from the repository's root.
  public let functions: [CFunction]
  /// The length of each function in tokens.
  let lengths: [Int]
  /// The lines of each function.
  public let lines: [Int]
  /// What the past said then.
  public let evidence: HistoryEvidence
  /// The repository with all of its history, for what looks further back; see ``ProjectAdaptation``.
  let repository: (git: SafeGit, history: ProjectHistory)
  /// The evidence for each function; nil where the past does not know its file.
  let pasts: [FunctionEvidence?]

  /// Folders and files that are no library code and are left out of every ranking, in the syntax of `.gitignore`.
  public static let usuallyExcluded = AncillaryCode.allPatterns

  /// Reads the functions at a cut.
  ///
  /// - Parameters:
  ///   - cut: The cut.
  ///   - history: What was read of the repository.
  ///   - git: The repository, opened at the folder that is ranked.
  ///   - excluded: What is left out, in the syntax of `.gitignore`.
  /// - Throws: ``GitError`` or the error of a parser that cannot start.
  init(at cut: BacktestCut, _ history: ProjectHistory, _ git: SafeGit, excluded: [String]) throws {
    let tree = try CommitTree(of: cut.commit, in: git, excluding: excluded)
    guard let evidence = HistoryEvidence(history, asOf: cut.commit) else {
      throw GitError.unknownCommit(name: cut.commit, path: git.path)
    }
    let functions = tree.distinctFunctions(in: try git.pathInRepository())
    self.cut = cut
    self.functions = functions
    self.evidence = evidence
    repository = (git, history)
    lengths = parallelMap(functions) { LengthRanker.length(of: $0) }
    lines = functions.map { $0.range.endLine - $0.range.startLine + 1 }
    pasts = functions.map { evidence.evidence(path: $0.file, name: $0.name) }
  }
}
