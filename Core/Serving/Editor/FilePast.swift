/// What a project's history says of the functions of one file.
struct FilePast: Sendable {
  /// The history of the file's project.
  let history: ScannedHistory
  /// What the history adds to a model's scores; nil for a model that does not weigh it.
  let scores: PastScores?
  /// The file's path from the folder whose history it is.
  let path: String

  /// What the past says of a function, for people; nil where it knows nothing.
  func note(for name: String) -> HistoryNote? { history.note(path: path, name: name) }

  /// Takes what the past says up into a score, 0...1, of a function of the file.
  func score(_ score: Float, of function: CFunction) -> Float {
    var placed = function
    placed.file = path
    return scores?.score(score, of: placed) ?? score
  }
}
