extension ModelFile {
  /// How the model ranks the labelled functions that its training set aside, beside longest first; for people, after a
  /// training.
  public var validationSentence: String {
    func figures(_ name: String) -> String? {
      guard let figure = metrics[name], let longest = metrics[name + Self.longestFirstSuffix] else {
        return nil
      }
      return "\(String(score: Float(figure))) (longest first \(String(score: Float(longest))))"
    }
    guard let precision = figures("source-validation/average-precision"),
      let area = figures("source-validation/auc")
    else {
      return "no labelled function was set aside that could measure the model; `vulnadapt evaluate` does"
    }
    return "on the labelled functions set aside: average precision \(precision), AUC \(area)"
  }
}
