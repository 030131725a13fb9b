import Foundation

/// What a project's past says of a function: evidence for a ranking.
public struct FunctionEvidence: Hashable, Sendable {
  /// What was done to the function.
  public var function: PastChanges
  /// What was done to its file.
  public var file: PastChanges
}

/// What a project's past says of its functions, as of a commit.
///
/// Nothing but the commit and its ancestors has a say.
public struct HistoryEvidence: Sendable {
  /// The commit's full identifier.
  public let commit: String
  /// When it was committed, in seconds since 1970, as a ``DatedLine`` says: ages count from here.
  public let date: Int64
  /// How many commits lead to it, itself included.
  let commitCount: Int
  /// Whether older commits are missing.
  let isCut: Bool

  let history: ProjectHistory
  private let functions: [PastChanges]
  private let files: [PastChanges]
  private let functionPlaces: [HistoryReplay.Key: Int32]
  private let filePlaces: [Int32: Int32]
  private let paths: NumberedTexts
  private let names: NumberedTexts

  /// Looks at a history as of one of its commits; nil when it does not hold the commit.
  ///
  /// - Parameters:
  ///   - history: What was read of the repository.
  ///   - id: The full identifier of a commit.
  public init?(_ history: ProjectHistory, asOf id: String) {
    guard let place = history.place(of: id), let line = DatedLine(to: id, in: history) else { return nil }
    let replay = HistoryReplay(history, upTo: place)
    self.history = history
    commit = id
    date = line.end
    commitCount = replay.commitCount
    isCut = history.isCut
    functions = replay.functions
    files = replay.files
    functionPlaces = replay.functionPlaces
    filePlaces = replay.filePlaces
    paths = NumberedTexts(history.paths)
    names = NumberedTexts(history.names)
  }

  /// The evidence for a function.
  ///
  /// Functions of one name in one file, such as those of two branches of `#if`, share theirs.
  ///
  /// - Parameters:
  ///   - path: The file's path from the root of the repository.
  ///   - name: The function's name.
  /// - Returns: The evidence, without changes where the past knows nothing of it; nil when it does not know the file.
  public func evidence(path: String, name: String) -> FunctionEvidence? {
    guard let file = paths.known(path), let place = filePlaces[file] else { return nil }
    let function = names.known(name).flatMap {
      functionPlaces[HistoryReplay.Key(path: file, name: $0)]
    }
    return FunctionEvidence(
      function: function.map { functions[Int($0)] } ?? PastChanges(), file: files[Int(place)])
  }

  /// What was done to each function that the past knows, and to its file, in the order of paths and names.
  func allFunctions() -> [(path: String, name: String, evidence: FunctionEvidence)] {
    functionPlaces.keys.sorted { ($0.path, $0.name) < ($1.path, $1.name) }.compactMap { key in
      guard let place = functionPlaces[key], let file = filePlaces[key.path] else { return nil }
      return (
        history.paths[Int(key.path)], history.names[Int(key.name)],
        FunctionEvidence(function: functions[Int(place)], file: files[Int(file)])
      )
    }
  }

  /// What was done to each file that the past knows, in the order of paths.
  func allFiles() -> [(path: String, past: PastChanges)] {
    filePlaces.sorted { $0.key < $1.key }.map { (history.paths[Int($0.key)], files[Int($0.value)]) }
  }

  /// The commit of a change.
  public func commit(of change: PastChange) -> PastCommit { history.commits[Int(change.commit)] }
}
