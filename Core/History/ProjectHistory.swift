/// What the commits of a repository did to its C files and their functions.
///
/// Holds the commits of one head or several; what is asked of it is asked as of a commit, and only that commit and
/// its ancestors answer.
public struct ProjectHistory: Sendable {
  /// The commits whose histories were read.
  public internal(set) var heads: [String] = []
  /// The commits, parents before children.
  public internal(set) var commits: [PastCommit] = []
  /// Whether older commits are missing here, as in shallow clones, or because there are too many.
  public internal(set) var isCut = false
  /// How many file versions could not be read: missing, too large, or no text.
  var unreadVersions = 0
  var authors: [String] = []
  var paths: [String] = []
  var names: [String] = []
  /// In the order of the commits.
  var changes: [FileChange] = []

  /// Creates an empty history.
  public init() {}

  /// The place of a commit by its full identifier; nil when it was not read.
  func place(of id: String) -> Int? { commits.lastIndex { $0.id == id } }

  /// The newest commit at a date or before it among a commit and its first parents; nil when all are younger.
  ///
  /// - Parameters:
  ///   - date: In seconds since 1970.
  ///   - id: The full identifier of the commit whose line is followed.
  /// - Returns: The commit.
  func newest(before date: Int64, onLineOf id: String) -> PastCommit? {
    var place = place(of: id)
    while let index = place {
      if commits[index].date <= date { return commits[index] }
      place = commits[index].parents.first.map(Int.init)
    }
    return nil
  }

  /// For each commit whether it is a commit or one of its ancestors.
  func ancestry(of place: Int) -> [Bool] {
    var isAncestor = [Bool](repeating: false, count: commits.count)
    isAncestor[place] = true
    // Parents stand before their children.
    for index in stride(from: place, through: 0, by: -1) where isAncestor[index] {
      for parent in commits[index].parents { isAncestor[Int(parent)] = true }
    }
    return isAncestor
  }

  /// The commits that lead to a commit, itself included, in the order in which they were read.
  public func commits(before id: String) -> [PastCommit] {
    guard let place = place(of: id) else { return [] }
    return zip(commits, ancestry(of: place)).filter(\.1).map(\.0)
  }
}
