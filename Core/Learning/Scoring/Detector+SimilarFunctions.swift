extension Detector {
  /// The labelled vulnerable functions that resemble a function most, most similar first; none when the model
  /// holds none.
  func similarFunctions(to function: CFunction, limit: Int) -> [SimilarFunction] {
    guard let exemplars = model.exemplars else { return [] }
    return exemplars.nearest(to: FunctionSketch(preparation.parser.statements(of: function)), limit: limit)
  }
}
