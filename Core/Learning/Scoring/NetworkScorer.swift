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

  /// The logit of "vulnerable" less the other one of each function; one without statements is read as in training.
  ///
  /// A function longer than the networks read at once is cut or has the highest value of its windows, as the model
  /// was trained; see ``LongFunctions``.
  ///
  /// - Throws: ``DetectionError`` when the weights lead to NaN.
  func leads(of functions: [EncodedFunction]) throws(DetectionError) -> [Double] {
    let batches = ScoringBatches(functions, for: settings)
    let leads = parallelMap(batches.ranges, pieceSize: 1) { range in
      // One thread each: the batches are what is divided among threads.
      Parallel.limited(to: 1) {
        let z = self.inference.representations(of: self.batch(of: Array(batches.pieces[range])))
        return Self.leads(self.classifierInference.outputs(of: z))
      }
    }.flatMap { $0 }
    guard !leads.contains(where: \.isNaN) else { throw .scoreIsNotANumber }
    return batches.windows.map { windows in leads[Self.deciding(windows, leads)] }
  }

  /// The window with the highest lead, the first among equals.
  static func deciding(_ windows: [Int], _ leads: [Double]) -> Int {
    windows.dropFirst().reduce(windows[0]) { leads[$1] > leads[$0] ? $1 : $0 }
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

  /// The statements that decided each function's score: the window with the highest one, the first among equals.
  func decidingWindows(of functions: [EncodedFunction]) throws(DetectionError) -> [DecidingWindow] {
    let length = settings.generator.maximumStatements
    let ranges = functions.map { settings.longFunctions.ranges(of: $0, length: length) }
    let leads = try leads(
      of: zip(functions, ranges).flatMap { function, ranges in ranges.map { function[$0] } })
    var start = 0
    return zip(functions, ranges).map { function, ranges in
      let best = Self.deciding(Array(start..<start + ranges.count), leads)
      let range = ranges[best - start]
      start += ranges.count
      return DecidingWindow(range: range, function: function[range], lead: leads[best])
    }
  }

  /// The logit differences at places on lines from vectors of zero, 0, to functions, 1.
  func leads(at places: [LinePlace]) -> [Double] {
    inBatches(places) { batch, scales in
      Self.leads(classifierInference.outputs(of: inference.forward(batch, scales: scales).z))
    }
  }

  /// Each statement's product of its vector with the gradient of the logit difference, at places on lines.
  ///
  /// - Returns: The products of each place; the vectors are the functions' own.
  func contributions(at places: [LinePlace]) -> [[Double]] {
    inBatches(places) { batch, scales in
      let pass = inference.forward(batch, scales: scales)
      let difference = Matrix(
        rows: scales.count, columns: 2, scales.indices.flatMap { _ in [-1, 1] as [Float] })
      let gradientOfZ = classifierInference.backward(
        classifierInference.forward(pass.z), gradientOfOutput: difference)
      let parts = inference.contributions(pass, gradientOfZ: gradientOfZ)
      return scales.indices.map { row in
        (0..<Int(batch.lengths[row])).map { Double(parts[row, $0]) }
      }
    }
  }

  /// Maps places in batches of functions of similar lengths, on all threads; the results are in the places' order.
  private func inBatches<Result: Sendable>(
    _ places: [LinePlace], _ body: @escaping @Sendable (Batch, [Float]) -> [Result]
  ) -> [Result] {
    let order = places.indices.sorted {
      (places[$1].function.statementCount, $0) < (places[$0].function.statementCount, $1)
    }
    let ranges = ScoringBatches.ranges(
      of: order.map { places[$0].function },
      fixedLength: settings.generator.masksPadding ? nil : settings.generator.maximumStatements)
    let results = parallelMap(ranges, pieceSize: 1) { range in
      let members = order[range].map { places[$0] }
      return Parallel.limited(to: 1) { body(self.batch(of: members.map(\.function)), members.map(\.scale)) }
    }.flatMap { $0 }
    return zip(order, results).sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// The part of a function that decided its score.
struct DecidingWindow: Sendable {
  /// Which of the function's statements.
  var range: Range<Int>
  /// Those statements.
  var function: EncodedFunction
  /// Their logit difference.
  var lead: Double
}

/// A place on the line from a function whose statement vectors are all zero, 0, to the function itself, 1.
struct LinePlace: Sendable {
  /// A function of at most *L* statements.
  var function: EncodedFunction
  /// What its statement vectors are multiplied with, 0...1.
  var scale: Float
}
