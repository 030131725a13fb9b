import Core
import Foundation

/// Whole training steps of Dual-GD-DDAN, as a run makes them: 64 + 64 functions of 100 statements, 8 tokens
/// each, vocabulary 4,000, E = 150 + 150, H = 128, joint layer and heads 300, flattened read-out.
struct StepBenchmark {
  private static let warmUp = 3
  private static let steps = 15

  /// Times steps; `peak` is what matrix products reach, in GFLOP/s.
  static func run(peak: Double) throws {
    var functions = SyntheticFunctions(vocabularySize: 4000, opcodeCount: 22, seed: 5)
    let source = functions.functions(256, length: 100)
    let labels = source.indices.map { $0 % 2 == 0 }
    let data = TrainingData(
      training: source, trainingLabels: labels, validation: [], validationLabels: [],
      target: functions.functions(256, length: 100),
      vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken] + (1..<4000).map { "t\($0)" }))
    var settings = TrainingSettings()
    settings.maximumSteps = warmUp + steps
    settings.evaluationInterval = settings.maximumSteps + 1
    settings.readOut = .flatten
    settings.targetPull = 0
    let clock = ContinuousClock()
    var marks: [ContinuousClock.Instant] = []
    _ = try Trainer(data: data, method: .dualGDDDAN, settings: settings).run(onEvent: {
      if case .step = $0 { marks.append(clock.now) }
    })
    let times = zip(marks, marks.dropFirst()).map { first, second in
      let (seconds, attoseconds) = first.duration(to: second).components
      return Double(seconds) * 1e3 + Double(attoseconds) * 1e-15
    }.suffix(steps).sorted()
    let milliseconds = times[times.count / 2]
    report("training step of Dual-GD-DDAN", milliseconds, "ms")
    report("share of the matrix peak", 100 * gigaflop / (milliseconds * 1e-3) / peak, "%")
  }

  /// Multiplications and additions of the matrix products that the step's formulas ask for, in 10⁹: the
  /// recurrent products and the joint layers, forward and back twice each, without the input projection,
  /// whose dense form (23.6·10⁹) is replaced by sums over table rows.
  private static let gigaflop: Double = {
    let recurrent = 2.0 * 64 * 100 * 512 * 128 * 2
    let joint = 2.0 * 64 * 25_600 * 300
    return 2 * 3 * (recurrent + joint) * 1e-9
  }()
}
