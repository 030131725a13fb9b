import Foundation

/// Scores functions with a model: how likely each hides a vulnerability.
///
/// A score depends on the function and the model alone, up to the last bits: these may change with the other
/// functions that are scored with it, but not with their order or the number of threads. It uses all threads
/// of ``Parallel`` by itself.
public final class Detector: Sendable {
  /// The model.
  public let model: ModelFile
  /// How functions become numbers; it may be used on any thread.
  public let preparation: FunctionPreparation
  let generator: GeneratorNetwork
  let inference: GeneratorInference
  let classifier: MLP

  /// Makes the networks of a model.
  ///
  /// - Precondition: the model was read from a file, or could be written to one.
  public init(model: ModelFile) {
    self.model = model
    preparation = FunctionPreparation(normalisation: model.normalisation, vocabulary: model.vocabulary)
    generator = model.makeGenerator()
    inference = GeneratorInference(generator)
    classifier = model.makeClassifier()
  }

  /// The probability of "vulnerable" of each function, 0...1.
  ///
  /// A function longer than the model reads at once is read in windows that overlap by half, and has the
  /// highest of their scores. A function without statements has score 0.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func scores(of functions: [EncodedFunction]) throws(DetectionError) -> [Float] {
    let batches = ScoringBatches(functions, for: model.network.generator)
    let scores = parallelMap(batches.ranges, pieceSize: 1) { range in
      // One thread each: how a product is divided among threads can change its last bits.
      Parallel.limited(to: 1) {
        let z = self.inference.representations(of: self.batch(of: Array(batches.pieces[range])))
        return self.probabilities(self.classifier.forward(z).output)
      }
    }.flatMap { $0 }
    guard !scores.contains(where: \.isNaN) else { throw .scoreIsNotANumber }
    return batches.windows.map { windows in windows.map { scores[$0] }.max() ?? 0 }
  }

  /// The probability of "vulnerable" of each function, 0...1; see `scores(of:)` for encoded functions.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func scores(of functions: [CFunction]) throws(DetectionError) -> [Float] {
    let preparation = preparation
    return try scores(of: parallelMap(functions) { preparation.encode($0) })
  }

  /// A batch as long as its longest piece, or as *L* for networks that run over padding.
  func batch(of pieces: [EncodedFunction]) -> Batch {
    let settings = model.network.generator
    let longest = pieces.map(\.statementCount).max() ?? 0
    return Batch(pieces, length: settings.masksPadding ? max(1, longest) : settings.maximumStatements)
  }

  /// The softmax of class 1 of each row of logits [B, 2].
  func probabilities(_ logits: Matrix) -> [Float] {
    (0..<logits.rows).map { row in
      Float(1 / (1 + exp(Double(logits[row, 0]) - Double(logits[row, 1]))))
    }
  }
}

/// Maps elements on all threads; the result is in the order of the elements.
func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], pieceSize: Int = 32, _ transform: @escaping @Sendable (Element) -> Result
) -> [Result] {
  [Result](unsafeUninitializedCapacity: elements.count) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    nonisolated(unsafe) let base = start
    Parallel.run(
      stride(from: 0, to: elements.count, by: pieceSize).map { first in
        {
          for index in first..<min(first + pieceSize, elements.count) {
            (base + index).initialize(to: transform(elements[index]))
          }
        }
      })
    count = elements.count
  }
}
