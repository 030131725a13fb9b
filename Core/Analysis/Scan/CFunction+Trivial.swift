extension CFunction {
  /// What gives a mistake with memory its room: loops, indices and pointers that move, and calls of the library that copy,
  /// allocate, free, read or write.
  private static let risks: [TextFeature] = [
    .loops, .elementStores, .variableSubscripts, .pointerSteps, .copies, .allocations, .transfers,
  ]

  /// Whether the function's text holds nothing that gives a mistake with memory its room, and no signal fires in it; false
  /// without a text.
  var isTrivial: Bool {
    guard !text.isEmpty else { return false }
    let features = TextFeatures(of: self)
    return Self.risks.allSatisfy { features[$0] == 0 } && SignalFinder.signals(of: self).isEmpty
  }
}
