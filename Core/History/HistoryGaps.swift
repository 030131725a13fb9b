/// What a repository lacks of its history, so that the history says less than it could.
public struct HistoryGaps: Hashable, Sendable {
  /// Whether older commits are missing, as in shallow clones, or because there are too many.
  let isCut: Bool
  /// How many versions of files are missing, damaged or too large.
  let unreadVersions: Int
  /// Whether versions are missing because the repository is a partial clone.
  let isPartial: Bool

  /// The folders of other repositories in it, whose histories are their own.
  var submodules: [String] = []

  /// Looks what is missing.
  ///
  /// - Throws: ``GitError``.
  public init(of history: ProjectHistory, in git: SafeGit) throws {
    isCut = history.isCut
    unreadVersions = history.unreadVersions
    isPartial = try unreadVersions > 0 && git.isPartial()
  }

  /// What is missing, a finished sentence each; none where nothing is.
  public var sentences: [String] {
    var sentences: [String] = []
    if isCut {
      sentences.append("Older commits are missing here, so ages and counts reach back only so far.")
    }
    let count = "\(counting: unreadVersions, "version")"
    if isPartial {
      sentences.append(
        "This is a partial clone, which lacks \(count) of files, so the history says less than it could;"
          + " `\(GitError.refetch)` gets them.")
    } else if unreadVersions > 0 {
      sentences.append(
        "The repository's \(count) of files \(unreadVersions == 1 ? "is" : "are") missing, damaged or too large to be read,"
          + " so the history says less than it could.")
    }
    if !submodules.isEmpty {
      let names = submodules.prefix(Self.mostNames).map(\.printable).joined(separator: ", ")
      let rest = submodules.count > Self.mostNames ? ", …" : ""
      sentences.append(
        "The history of \(counting: submodules.count, "submodule") (\(names)\(rest)) is left out: scan each by itself."
      )
    }
    return sentences
  }

  private static let mostNames = 3
}
