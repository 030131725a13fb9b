extension Detector {
  /// The labelled vulnerable functions that resemble a function most, most similar first; none when the model
  /// holds none.
  func similarFunctions(to function: CFunction, limit: Int) -> [SimilarFunction] {
    guard limit > 0, model.exemplars != nil else { return [] }
    return similarFunctions(to: preparation.parser.statements(of: function), limit: limit)
  }

  /// The labelled vulnerable functions that resemble one of these statements most.
  func similarFunctions(to statements: [Statement], limit: Int) -> [SimilarFunction] {
    guard limit > 0, let exemplars = model.exemplars else { return [] }
    return exemplars.nearest(to: FunctionSketch(statements), limit: limit)
  }
}
