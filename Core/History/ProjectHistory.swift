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
  var isCut = false
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

  /// The places of a commit and its ancestors, oldest first and parents before their children.
  ///
  /// The order follows from these commits alone: by date, where a commit counts as no older than its youngest ancestor, then by
  /// generation and identifier. What else was read, and when, has no say.
  func line(to place: Int) -> [Int] {
    let isAncestor = ancestry(of: place)
    var ages = [Age](repeating: Age(date: 0, generation: 0), count: commits.count)
    var line: [Int] = []
    for index in 0...place where isAncestor[index] {
      var age = Age(date: commits[index].date, generation: 0)
      for parent in commits[index].parents {
        age.date = max(age.date, ages[Int(parent)].date)
        age.generation = max(age.generation, ages[Int(parent)].generation + 1)
      }
      ages[index] = age
      line.append(index)
    }
    return line.sorted { one, other in
      let (first, second) = (ages[one], ages[other])
      if first.date != second.date { return first.date < second.date }
      if first.generation != second.generation { return first.generation < second.generation }
      return commits[one].id < commits[other].id
    }
  }

  /// What was read, without all that does not lead to a commit, in an order that follows from the commit alone; nil when it was
  /// not read.
  ///
  /// Numbers of authors, paths and names are given anew, so that what else was read has no say in them either.
  ///
  /// - Parameter id: The full identifier of the commit.
  /// - Returns: The history, of which the commit is the only head.
  public func restricted(to id: String) -> ProjectHistory? {
    guard let place = place(of: id) else { return nil }
    var result = ProjectHistory()
    result.heads = [id]
    result.isCut = isCut
    result.unreadVersions = unreadVersions
    let line = line(to: place)
    var places = [Int32](repeating: -1, count: commits.count)
    for (number, commit) in line.enumerated() { places[commit] = Int32(number) }
    var (authors, paths, names) = (NumberedTexts(), NumberedTexts(), NumberedTexts())
    let ranges = changesOfCommits()
    result.commits.reserveCapacity(line.count)
    for old in line {
      var commit = commits[old]
      commit.parents = commit.parents.map { places[Int($0)] }
      commit.author = authors.number(of: self.authors[Int(commit.author)])
      result.commits.append(commit)
      for var file in changes[ranges[old]] {
        file.commit = places[old]
        file.path = paths.number(of: self.paths[Int(file.path)])
        file.origin = file.origin.map { paths.number(of: self.paths[Int($0)]) }
        for index in file.functions.indices {
          let function = file.functions[index]
          file.functions[index].name = names.number(of: self.names[Int(function.name)])
          file.functions[index].origin = function.origin.map {
            .init(
              path: paths.number(of: self.paths[Int($0.path)]),
              name: names.number(of: self.names[Int($0.name)]))
          }
        }
        result.changes.append(file)
      }
    }
    (result.authors, result.paths, result.names) = (authors.texts, paths.texts, names.texts)
    return result
  }

  /// For each commit where its changes stand among ``changes``.
  func changesOfCommits() -> [Range<Int>] {
    var ranges = [Range<Int>](repeating: 0..<0, count: commits.count)
    var start = 0
    while start < changes.count {
      let commit = changes[start].commit
      var end = start + 1
      while end < changes.count, changes[end].commit == commit { end += 1 }
      ranges[Int(commit)] = start..<end
      start = end
    }
    return ranges
  }

  private struct Age {
    var date: Int64
    var generation: Int32
  }

  /// The commits that lead to a commit, itself included, in the order in which they were read.
  public func commits(before id: String) -> [PastCommit] {
    guard let place = place(of: id) else { return [] }
    return zip(commits, ancestry(of: place)).filter(\.1).map(\.0)
  }
}
