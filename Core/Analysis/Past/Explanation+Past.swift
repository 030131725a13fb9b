extension Explanation {
  /// Takes up what the project's history says of the function: in words, and, with a model that weighs it, in its score.
  ///
  /// Contributions stay those of the text. The history shifts the score of the whole function and those without a
  /// statement alike.
  ///
  /// - Parameters:
  ///   - history: The history.
  ///   - model: The model that explained.
  ///   - path: The path of the function's file from what the history is of.
  public mutating func take(_ history: ScannedHistory, for model: ModelFile, path: String) {
    past = history.note(path: path, name: function.name)
    guard let scores = model.evidence.map(history.scores) else { return }
    var placed = function
    placed.file = path
    let whole = scores.score(score, of: placed)
    guard whole != score else { return }
    scoreByText = score
    score = whole
    for index in parts.indices {
      parts[index].scoreWithout = parts[index].scoreWithout.map { scores.score($0, of: placed) }
    }
  }
}
