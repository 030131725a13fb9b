import Foundation

/// Trains teachers, the adapted linear ranker and several networks, and teaches what they say of the target to a small
/// network.
struct DistillationTraining: PreparedTraining {
  /// What the linear ranker counts beside all networks together.
  static let linearShare = 0.75
  /// The networks' method.
  static let teacherMethod = AdaptationMethod.ddan

  private let input: TrainingInput
  private let student: NetworkTraining

  /// Reads functions into numbers.
  ///
  /// - Throws: ``TrainingError`` when the functions cannot be learned from.
  init(_ input: TrainingInput) throws {
    self.input = input
    var small = input
    small.settings = input.settings.ofStudent
    student = try NetworkTraining(small, method: .distilled)
    // What the teachers would find missing after the first of them has learnt.
    if input.settings.distillation.teachers > 0 {
      try TrainingError.check(student.data, readBy: Self.teacherMethod, input.settings)
    }
  }

  var size: TrainingSize { student.size }

  /// Teaches; a run that is resumed has its teachers' opinion in the checkpoint. Teachers that are interrupted while they
  /// learn begin anew.
  func fit(_ control: TrainingControl) throws -> FittedTraining {
    var student = student
    if !control.resume || !FileManager.default.fileExists(atPath: control.checkpoint?.path ?? "") {
      guard let leads = try teachersLeads(control) else {
        control.onEvent(.finished(.interrupted))
        return FittedTraining(outcome: .interrupted)
      }
      student.data.softLeads = leads
    }
    var fitted = try student.fit(control)
    fitted.weights?.settings = input.settings
    return fitted
  }

  /// The teachers' opinion of each function of the target, as logits; nil when told to stop.
  private func teachersLeads(_ control: TrainingControl) throws -> [Float]? {
    let count = input.settings.distillation.teachers
    var opinions: [[Double]] = []
    for number in 0...count {
      let title = number == 0 ? "the linear ranker" : "\(Self.teacherMethod.title) \(number) of \(count)"
      control.onEvent(.entered(phase: "teacher: \(title)", step: 0))
      var own = input
      own.settings.seed &+= UInt64(max(0, number - 1))
      own.method = number == 0 ? .linearAdapted : TrainingMethod(Self.teacherMethod)
      let training: any PreparedTraining =
        number == 0
        ? try LinearTraining(own, recipe: .adapted) : try NetworkTraining(own, method: Self.teacherMethod)
      let fitted = try training.fit(
        TrainingControl(checkpoint: nil, resume: false, shouldStop: control.shouldStop, onEvent: { _ in }))
      guard let weights = fitted.weights, fitted.outcome != .interrupted else { return nil }
      let scores = try Detector(model: own.model(of: weights)).scores(of: input.target)
      opinions.append(Self.standardised(scores))
    }
    return Self.leads(of: opinions)
  }

  /// The logits of scores, with mean 0 and deviation 1.
  static func standardised(_ scores: [Float]) -> [Double] {
    scores.map { logit(min(max(Double($0), 1e-6), 1 - 1e-6)) }.standardised
  }

  /// What opinions, the linear ranker's first, come to: their weighted mean, as steep as ``LinearAdaptation`` teaches its
  /// ranking, with a tenth above 0.
  static func leads(of opinions: [[Double]]) -> [Float] {
    let networks = Double(opinions.count - 1)
    let share = opinions.count > 1 ? linearShare : 1
    let mean = opinions[0].indices.map { index in
      opinions.dropFirst().reduce(share * opinions[0][index]) {
        $0 + (1 - share) / networks * $1[index]
      }
    }
    let values = mean.standardised
    let sorted = values.sorted()
    let middle = sorted[min(sorted.count - 1, Int(0.9 * Double(sorted.count)))]
    return values.map { Float(LinearAdaptation.distillationSlope * ($0 - middle)) }
  }
}
