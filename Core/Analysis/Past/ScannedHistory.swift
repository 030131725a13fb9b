import Foundation

/// The past of what is scanned, as of the last commit of its repository.
public struct ScannedHistory: Sendable {
  /// Why what is scanned has no past.
  public enum Absence: Hashable, Sendable {
    /// It is in no git repository, or git is missing.
    case noRepository
    /// It is in a repository of another user, which git does not open; why, in words.
    case anotherUser(String)
    /// The repository has no commit.
    case noCommit
    /// It is in a repository that does not know its files.
    case untracked
  }

  /// What the past says.
  public let evidence: HistoryEvidence
  /// The path from the repository's root to the scanned folder, or to the folder of the scanned file, with "/" at its
  /// end; empty at the root.
  public let pathInRepository: String
  /// What recent fixes mended; nil when nobody asked.
  public var mended: MendedFunctions?
  /// What the repository lacks of it.
  public private(set) var gaps: HistoryGaps
  /// The model for it; nil when nobody asked, or the model does not adapt.
  public private(set) var adapted: AdaptedModel?

  /// Reads the past.
  ///
  /// - Parameters:
  ///   - path: The scanned folder or file.
  ///   - cache: What is remembered of histories.
  ///   - options: How history is read.
  ///   - model: A model to adapt; nil for none.
  ///   - readsMended: Whether to read what recent fixes mended as well.
  ///   - shouldStop: Whether work should end.
  ///   - onProgress: Called now and then on the calling thread.
  /// - Returns: The past, or why there is none: the text alone speaks then.
  /// - Throws: ``GitError`` when a repository cannot be read, or the user asks to stop.
  public static func read(
    of path: String, cache: HistoryCache = HistoryCache(),
    options: HistoryReader.Options = HistoryReader.Options(), adapting model: ModelFile? = nil,
    readsMended: Bool = false,
    shouldStop: @escaping @Sendable () -> Bool = { false },
    onProgress: (HistoryReader.Progress) -> Void = { _ in }
  ) throws -> Result<ScannedHistory, Absence> {
    let git: SafeGit
    do {
      git = try SafeGit(path: folder(of: path), shouldStop: shouldStop)
    } catch {
      switch error {
      case .notInstalled, .notARepository: return .failure(.noRepository)
      case .ownedByAnotherUser: return .failure(.anotherUser(error.description))
      default: throw error
      }
    }
    guard let head = try? git.commit(named: "HEAD") else {
      if shouldStop() { throw GitError.cancelled }
      return .failure(.noCommit)
    }
    // A tree without git may lie in a large repository that has nothing to do with it.
    guard try git.hasFiles(head) else { return .failure(.untracked) }
    let history = try cache.history(of: head, in: git, options: options, onProgress: onProgress)
    guard let evidence = HistoryEvidence(history, asOf: head) else { return .failure(.noCommit) }
    var past = ScannedHistory(
      evidence: evidence, pathInRepository: try git.pathInRepository(),
      gaps: try HistoryGaps(of: history, in: git))
    past.gaps.submodules = try git.submodules(of: head).filter { folder in
      FileManager.default.fileExists(atPath: "\(git.path)/\(folder)/.git")
    }
    past.adapted = try model.flatMap {
      try AdaptedModel(of: $0, asOf: head, history, git, cache, options)
    }
    if readsMended {
      past.mended = try cache.mended(
        evidence, in: git, options: options, pathInRepository: past.pathInRepository)
    }
    return .success(past)
  }

  /// Whether a folder or file is in a repository that git opens.
  public static func isInRepository(_ path: String) -> Bool { (try? SafeGit(path: folder(of: path))) != nil }

  /// The folder that a path names, or in which the file lies that it names.
  static func folder(of path: String) -> String {
    var isFolder: ObjCBool = false
    let url = URL(fileURLWithPath: RealPath.asFarAsItExists(path))
    let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    return exists && !isFolder.boolValue ? url.deletingLastPathComponent().path : url.path
  }

  /// The evidence for a function, whose file's path starts from what is scanned; nil where the past knows nothing.
  public func evidence(for function: CFunction) -> FunctionEvidence? {
    evidence.evidence(path: pathInRepository + function.file, name: function.name)
  }

  /// The fix of a function like it that a function lacks; nil also when nobody asked for what was mended.
  public func missedFix(of function: CFunction) -> MissedFix? {
    guard let mended else { return nil }
    return mended.missed(by: function, among: mended.like(LikenessSketch(of: function), function))
  }

  /// What the past adds to a model's scores of the functions of what is scanned.
  public func scores(for model: EvidenceModel) -> PastScores {
    PastScores(evidence, for: model, pathInRepository: pathInRepository)
  }

  /// What the past says of a function, for people.
  public func note(for function: CFunction) -> HistoryNote? { note(path: function.file, name: function.name) }

  /// What the past says of a function, for people.
  ///
  /// - Parameters:
  ///   - path: The path of its file from what is scanned.
  ///   - name: Its name.
  /// - Returns: nil where the past knows nothing.
  public func note(path: String, name: String) -> HistoryNote? {
    evidence.evidence(path: pathInRepository + path, name: name).flatMap { HistoryNote($0, evidence) }
  }
}

extension ScannedHistory.Absence: Error {}

extension ScanResult {
  /// Adds to each finding what the past says of it.
  public mutating func addNotes(from history: ScannedHistory) {
    for index in findings.indices { findings[index].past = history.note(for: findings[index].function) }
    for index in apartFindings.indices {
      apartFindings[index].past = history.note(for: apartFindings[index].function)
    }
  }
}
