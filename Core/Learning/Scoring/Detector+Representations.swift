extension Detector {
  /// The joint representations z of functions [functions, Z], in their order.
  ///
  /// They come through the generator that scores. Of a function longer than the model reads at once it is the
  /// representation of the window that decides its score.
  ///
  /// - Throws: ``DetectionError`` when the model has no networks or its weights lead to NaN.
  public func representations(of functions: [EncodedFunction]) throws(DetectionError) -> Matrix {
    guard let network else { throw .noJointSpace }
    let batches = ScoringBatches(functions, for: network.settings)
    let parts = parallelMap(batches.ranges, pieceSize: 1) { range in
      // One thread each: the batches are what is divided among threads.
      Parallel.limited(to: 1) {
        let z = network.inference.representations(of: network.batch(of: Array(batches.pieces[range])))
        return (z: z, scores: NetworkScorer.leads(network.classifierInference.outputs(of: z)))
      }
    }
    let scores = parts.flatMap(\.scores)
    guard !scores.contains(where: \.isNaN), parts.allSatisfy(\.z.isFinite) else { throw .scoreIsNotANumber }
    let places = zip(parts, batches.ranges).flatMap { part, range in
      range.indices.map { (part.z, $0 - range.lowerBound) }
    }
    let result = Matrix(rows: functions.count, columns: network.settings.generator.jointSize)
    for (row, windows) in batches.windows.enumerated() {
      let (z, place) = places[NetworkScorer.deciding(windows, scores)]
      result.row(row).update(from: z.row(place), count: result.columns)
    }
    return result
  }

  /// The joint representations z of functions [functions, Z]; see `representations(of:)` for encoded functions.
  ///
  /// - Throws: ``DetectionError`` when the model has no networks or its weights lead to NaN.
  public func representations(of functions: [CFunction]) throws(DetectionError) -> Matrix {
    let preparation = preparation
    return try representations(of: parallelMap(functions) { preparation.encode($0) })
  }
}
