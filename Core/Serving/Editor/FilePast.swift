/// What a project's history says of the functions of one file.
struct FilePast: Sendable {
  /// The history of the file's project.
  let history: ScannedHistory
  /// What the history adds to a model's scores; nil for a model that does not weigh it.
  let scores: PastScores?
  /// Scores with the model adapted to the project; nil for the model that was asked with.
  var detector: Detector?
  /// The file's path from the folder whose history it is.
  let path: String

  /// What the past says of a function, for people; nil where it knows nothing.
  func note(for name: String) -> HistoryNote? { history.note(path: path, name: name) }

  /// Whether it is known what past fixes mended.
  var knowsMended: Bool { history.mended.map { !$0.functions.isEmpty } ?? false }

  /// The fix of a function like it that a function of the file lacks.
  func missedFix(of function: CFunction) -> MissedFix? { history.missedFix(of: placed(function)) }

  /// Takes what the past says up into a score, 0...1, of a function of the file.
  func score(_ score: Float, of function: CFunction) -> Float {
    scores?.score(score, of: placed(function)) ?? score
  }

  /// The function with the path that the history knows it by.
  private func placed(_ function: CFunction) -> CFunction {
    var placed = function
    placed.file = path
    return placed
  }
}
