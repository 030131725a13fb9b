import Foundation

/// Why git could not answer.
public enum GitError: ExplainedError, Equatable {
  /// No git program is in an absolute folder of PATH.
  case notInstalled
  /// The folder belongs to no git repository.
  case notARepository(path: String)
  /// The repository belongs to another user, and git's `safe.directory` does not list it.
  case ownedByAnotherUser(path: String)
  /// Nothing in the repository has that name, or it is no commit.
  case unknownCommit(name: String, path: String)
  /// An object is missing, as in shallow and partial clones.
  case missingObject(id: String, path: String)
  /// Objects are missing that a partial clone would fetch when they are needed.
  case partialClone(path: String)
  /// The git program is there but could not be started.
  case cannotStart(path: String, reason: String)
  /// Git ended with an error.
  case failed(command: String, path: String, detail: String)
  /// Git's answer is longer than the limit, in bytes.
  case tooMuchOutput(command: String, path: String, limit: Int)
  /// Git takes more memory than the limit, in bytes.
  case tooMuchMemory(command: String, path: String, limit: Int)
  /// The history has more changes, of files or of functions, than the limit.
  case tooManyChanges(of: String, path: String, limit: Int)
  /// Git took longer than the limit, in seconds.
  case timedOut(command: String, path: String, seconds: Int)
  /// Git's answer makes no sense.
  case unreadableAnswer(command: String, path: String)
  /// A pipe or device is where git would open a file.
  case wouldWait(path: String)
  /// It cannot be told what git would open at a place; the reason says why.
  case mightWait(path: String, reason: String)
  /// The user asked to stop.
  case cancelled

  /// The command that gives a partial clone all that it lacks.
  static let refetch = "git fetch --refetch --no-filter"

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .notInstalled:
      .init(
        "git is not installed where PATH looks.",
        next: "Install it, then run this again.")
    case .notARepository(let path):
      .init(
        FileManager.default.fileExists(atPath: path)
          ? "\(path.printable) is not in a git repository." : "\(path.printable) does not exist.",
        next: "Name a folder that git knows.")
    case .ownedByAnotherUser(let path):
      .init(
        "\(path.printable) is in a repository of another user, which git does not open.",
        next:
          "If you trust it, run `git config --global --add safe.directory \(path.printable)`, then this again."
      )
    case .unknownCommit(let name, let path):
      .init(
        "\(path.printable) has no commit \"\(name.printable)\".",
        next: "Name a commit, branch or tag that is there"
          + " (a shallow clone lacks old ones: `git fetch --unshallow`).")
    case .missingObject(let id, let path):
      .init(
        "\(path.printable) lacks the object \(id.printable), as shallow and partial clones do.",
        next: "Fetch the whole history, then run this again.")
    case .partialClone(let path):
      .init(
        "\(path.printable) is a partial clone, which lacks contents that are needed here.",
        next: "Run `\(Self.refetch)` there, which gets them all, or clone it as a whole.")
    case .cannotStart(let path, let reason):
      .init(
        "\(path.printable) cannot be started: \(reason.printable).",
        next:
          "Raise the limits of files and processes (ulimit -n, ulimit -u) or end other programs, then run this"
          + " again.")
    case .failed(let command, let path, let detail):
      .init(
        "git \(command) failed in \(path.printable): \(detail.printable).",
        next: "Run `git fsck` there.")
    case .tooMuchOutput(let command, let path, let limit):
      .init(
        "git \(command) has more than \(limit >> 20) MB to say of \(path.printable).",
        next: "Name a smaller part of it.")
    case .tooMuchMemory(let command, let path, let limit):
      .init(
        "git \(command) takes more than \(limit >> 20) MB of memory in \(path.printable).",
        next: "Leave its history out.")
    case .tooManyChanges(let what, let path, let limit):
      .init(
        "The history of \(path.printable) has more than \(limit) changes of \(what).",
        next: "Leave it out.")
    case .timedOut(let command, let path, let seconds):
      .init(
        "git \(command) did not end within \(seconds) seconds in \(path.printable).",
        next: "Run this again when the"
          + " machine is less busy.")
    case .unreadableAnswer(let command, let path):
      .init(
        "git \(command) answered in an unknown form in \(path.printable).",
        next: "Update git, then run this again.")
    case .wouldWait(let path):
      .init(
        "\(path.printable) is a pipe or device, which git would wait for.",
        next: "Remove it, then run this again.")
    case .mightWait(let path, let reason):
      .init(
        "\(path.printable) could keep git waiting: \(reason.printable).",
        next: "Correct or remove it, then run this again.")
    case .cancelled:
      .init("git was stopped, as asked.", next: nil)
    }
  }
}
