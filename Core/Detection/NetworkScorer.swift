import Foundation

/// The networks of a model, ready to score.
struct NetworkScorer: Sendable {
  let settings: NetworkSettings
  let generator: GeneratorNetwork
  let inference: GeneratorInference
  let classifier: MLP
  let classifierInference: MLPInference

  /// Makes the networks of a model; nil when it has none.
  init?(_ model: ModelFile) {
    guard let settings = model.network else { return nil }
    self.settings = settings
    generator = model.makeGenerator(settings.scoringGenerator)
    inference = GeneratorInference(generator)
    classifier = model.makeClassifier()
    classifierInference = MLPInference(classifier)
  }

  /// The logit of "vulnerable" less the other one of each function; nil for a function without statements.
  ///
  /// A function longer than the networks read at once is read in windows that overlap by half, and has the
  /// highest of their values.
  ///
  /// - Throws: ``DetectionError`` when the weights lead to NaN.
  func leads(of functions: [EncodedFunction]) throws(DetectionError) -> [Double?] {
    let batches = ScoringBatches(functions, for: settings.generator)
    let leads = parallelMap(batches.ranges, pieceSize: 1) { range in
      // One thread each: the batches are what is divided among threads.
      Parallel.limited(to: 1) {
        let z = self.inference.representations(of: self.batch(of: Array(batches.pieces[range])))
        return Self.leads(self.classifierInference.outputs(of: z))
      }
    }.flatMap { $0 }
    guard !leads.contains(where: \.isNaN) else { throw .scoreIsNotANumber }
    return batches.windows.map { windows in windows.map { leads[$0] }.max() }
  }

  /// A batch as long as its longest piece, or as *L* for networks that run over padding.
  func batch(of pieces: [EncodedFunction]) -> Batch {
    let longest = pieces.map(\.statementCount).max() ?? 0
    let shape = settings.generator
    return Batch(pieces, length: shape.masksPadding ? max(1, longest) : shape.maximumStatements)
  }

  /// The difference of each row of logits [B, 2].
  static func leads(_ logits: Matrix) -> [Double] {
    (0..<logits.rows).map { Double(logits[$0, 1]) - Double(logits[$0, 0]) }
  }

  /// The statements that decided the score: the window with the highest one, the first among equals.
  func decidingWindow(of function: EncodedFunction) throws(DetectionError) -> Range<Int> {
    let length = settings.generator.maximumStatements
    let ranges = function.windowRanges(length: length, stride: (length + 1) / 2)
    guard ranges.count > 1 else { return ranges[0] }
    let leads = try leads(of: ranges.map { function[$0] }).map { $0 ?? -.infinity }
    var best = 0
    for index in leads.indices where leads[index] > leads[best] { best = index }
    return ranges[best]
  }

  /// The logit difference at places of the line from vectors of zero, 0, to a function of at most *L* statements, 1.
  func leads(along function: EncodedFunction, scales: [Float]) -> [Double] {
    guard !scales.isEmpty else { return [] }
    let pass = generator.forward(copies(of: function, scales.count), vectorScales: scales)
    return Self.leads(classifier.forward(pass.z).output)
  }

  /// Each statement's product of its vector with the gradient of the logit difference.
  ///
  /// - Parameters:
  ///   - function: A function of at most *L* statements.
  ///   - scales: Places on the line from vectors of zero, 0, to the function, 1, at which the gradient is taken.
  /// - Returns: The products [places, *L*]; the vectors are the function's own.
  func contributions(along function: EncodedFunction, scales: [Float]) -> Matrix {
    let pass = generator.forward(copies(of: function, scales.count), vectorScales: scales)
    let output = classifier.forward(pass.z)
    let difference = Matrix(
      rows: scales.count, columns: 2, scales.indices.flatMap { _ in [-1, 1] as [Float] })
    let gradientOfZ = classifier.backward(
      output, gradientOfOutput: difference, addsParameterGradients: false)
    return generator.statementContributions(pass, gradientOfZ: gradientOfZ)
  }

  private func copies(of function: EncodedFunction, _ count: Int) -> Batch {
    batch(of: Array(repeating: function, count: count))
  }
}
