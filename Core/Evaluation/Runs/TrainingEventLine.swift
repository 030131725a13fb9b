/// A training event as a JSON object: `{"event":"started"|"entered"|"step"|"evaluated"|"warning"|"finished", …}`.
struct TrainingEventLine: Codable {
  var event: TrainingEvent

  init(_ event: TrainingEvent) { self.event = event }

  private enum Kind: String, Codable {
    case started, entered, step, evaluated, warning, finished
  }

  private enum Key: String, CodingKey {
    case event, step, maximumSteps, parameters, phase, message, outcome
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Kind.self, forKey: .event) {
    case .started:
      event = .started(
        step: try container.decode(Int.self, forKey: .step),
        maximumSteps: try container.decode(Int.self, forKey: .maximumSteps),
        parameters: try container.decode(Int.self, forKey: .parameters))
    case .entered:
      event = .entered(
        phase: try container.decode(String.self, forKey: .phase),
        step: try container.decode(Int.self, forKey: .step))
    case .step: event = .step(try StepReport(from: decoder))
    case .evaluated: event = .evaluated(try EvaluationReport(from: decoder))
    case .warning: event = .warning(try container.decode(String.self, forKey: .message))
    case .finished: event = .finished(try container.decode(TrainingOutcome.self, forKey: .outcome))
    }
    guard try Self.steps.contains(container.decodeIfPresent(Int.self, forKey: .step) ?? 0) else {
      throw DecodingError.dataCorruptedError(
        forKey: .step, in: container, debugDescription: "it is out of its range")
    }
  }

  /// The steps that a training may have; all are whole numbers in floating point, too.
  static let steps = 0...1 << 53

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch event {
    case .started(let step, let maximumSteps, let parameters):
      try container.encode(Kind.started, forKey: .event)
      try container.encode(step, forKey: .step)
      try container.encode(maximumSteps, forKey: .maximumSteps)
      try container.encode(parameters, forKey: .parameters)
    case .entered(let phase, let step):
      try container.encode(Kind.entered, forKey: .event)
      try container.encode(phase, forKey: .phase)
      try container.encode(step, forKey: .step)
    case .step(let report):
      try container.encode(Kind.step, forKey: .event)
      try report.encode(to: encoder)
    case .evaluated(let report):
      try container.encode(Kind.evaluated, forKey: .event)
      try report.encode(to: encoder)
    case .warning(let message):
      try container.encode(Kind.warning, forKey: .event)
      try container.encode(message, forKey: .message)
    case .finished(let outcome):
      try container.encode(Kind.finished, forKey: .event)
      try container.encode(outcome, forKey: .outcome)
    }
  }
}
