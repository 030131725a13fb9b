import Foundation

/// Why a project cannot be put back.
enum BacktestError: ExplainedError, Equatable {
  /// All commits are younger than the date.
  case beforeHistory(String)
  /// The commit is no ancestor of the newest one that is looked at.
  case notAnAncestor(commit: String, head: String)
  /// The history is shorter than the period.
  case tooYoung(path: String)
  /// No moment follows a pause between fixes.
  case noPause(path: String)

  /// No fix that changed a function leads to the newest commit that is looked at.
  case fixedElsewhere(head: String)

  /// A finished sentence that says what to do next.
  var explanation: ErrorExplanation {
    switch self {
    case .beforeHistory(let date):
      .init("The history begins after \(date.printable).", next: "Name a later date, or a commit.")
    case .notAnAncestor(let commit, let head):
      .init(
        "\(commit.printable) does not lead to \(head.printable), so what came after it is unknown.",
        next: "Name an ancestor, or the branch that it is on.")
    case .tooYoung(let path):
      .init(
        "The history of \(path.printable) is shorter than the period.",
        next: "Name a shorter one, or a date.")
    case .fixedElsewhere(let head):
      .init(
        "All fixes are on branches that do not lead to \(head.printable).",
        next: "Name a branch that has them.")
    case .noPause(let path):
      .init(
        "No fix of \(path.printable) follows \(BacktestCut.quietDays) days without one, so no moment chooses itself.",
        next: "Name a date or a commit, or a period.")
    }
  }
}
