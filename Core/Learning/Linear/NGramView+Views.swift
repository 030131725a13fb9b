extension NGramView {
  /// Square roots of counts and a C that falls with the number of functions (ranker H).
  static func rankerH(_ sequence: TokenSequence) -> NGramView {
    NGramView(
      sequence: sequence, weighting: .squareRoot, inverseRegularization: { max(1, 2000 / Double($0)) })
  }

  /// Sublinear TF-IDF and C = 1.
  static func tfidf(_ sequence: TokenSequence) -> NGramView {
    NGramView(sequence: sequence, weighting: .sublinearTFIDF, inverseRegularization: { _ in 1 })
  }
}
