import Core
import Foundation

/// Shows a training run on standard error: a bar on a terminal, plain lines otherwise.
struct TrainingProgressPrinter {
  private let isTerminal: Bool
  private let write: (String) -> Void
  private let now: () -> Date
  private var started: (date: Date, step: Int)?
  private var maximumSteps = 0
  private var lastDraw = Date.distantPast
  private var lastEvaluation: EvaluationReport?
  private var bestEvaluation: EvaluationReport?

  /// Creates a printer.
  ///
  /// - Parameters:
  ///   - isTerminal: Whether lines can be redrawn.
  ///   - write: Gets the text.
  ///   - now: The clock.
  init(isTerminal: Bool, write: @escaping (String) -> Void, now: @escaping () -> Date = Date.init) {
    self.isTerminal = isTerminal
    self.write = write
    self.now = now
  }

  /// Shows an event.
  mutating func show(_ event: TrainingEvent) {
    switch event {
    case .started(let step, let maximum, let parameters):
      started = (now(), step)
      maximumSteps = maximum
      let resumed = step > 0 ? ", going on after step \(step)" : ""
      let count = parameters.formatted(.number.locale(Self.locale))
      line("training \(count) parameters, up to \(maximum) steps\(resumed)")
    case .entered(let phase, let step):
      line("\(phase) from step \(step + 1) on")
    case .step(let report):
      guard isTerminal, now().timeIntervalSince(lastDraw) >= 0.1 else { return }
      lastDraw = now()
      write("\r\u{1B}[K" + bar(report))
    case .evaluated(let report):
      lastEvaluation = report
      if report.isBest { bestEvaluation = report }
      if !isTerminal { line(summary(report)) }
    case .warning(let text):
      line("warning: \(text)")
    case .finished(let outcome):
      line(closing(outcome))
    }
  }

  private func line(_ text: String) {
    write((isTerminal ? "\r\u{1B}[K" : "") + text + "\n")
  }

  private func bar(_ report: StepReport) -> String {
    let width = 24
    let filled = width * report.step / max(maximumSteps, 1)
    var parts = [
      String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        + " \(report.step)/\(maximumSteps)"
    ]
    parts += terms(report.terms)
    parts += accuracies(report.discriminatorAccuracies)
    if let lastEvaluation {
      parts.append("validation AP \(String(figure: lastEvaluation.validation.averagePrecision))")
    }
    if let left = timeLeft(after: report.step) { parts.append(left) }
    return parts.joined(separator: "  ")
  }

  private func summary(_ report: EvaluationReport) -> String {
    var parts = ["step \(report.step)/\(maximumSteps)"]
    parts += terms(report.terms)
    parts += accuracies(report.discriminatorAccuracies)
    parts.append("validation AP \(String(figure: report.validation.averagePrecision))")
    parts.append("AUC \(String(figure: report.validation.areaUnderCurve))")
    parts.append("loss \(String(figure: Double(report.validationLoss)))")
    if report.isBest { parts.append("best so far") }
    if let left = timeLeft(after: report.step) { parts.append(left) }
    return parts.joined(separator: "  ")
  }

  private func terms(_ terms: [String: Float]) -> [String] {
    terms.sorted { $0.key < $1.key }.map { "\($0.key) \(String(figure: Double($0.value)))" }
  }

  private func accuracies(_ accuracies: [String: Float]) -> [String] {
    accuracies.sorted { $0.key < $1.key }.map { "D(\($0.key)) \(String(percent: Double($0.value)))" }
  }

  private func timeLeft(after step: Int) -> String? {
    guard let started, step > started.step, step < maximumSteps else { return nil }
    let seconds = now().timeIntervalSince(started.date) / Double(step - started.step)
    return Self.duration(seconds * Double(maximumSteps - step)) + " left"
  }

  private func closing(_ outcome: TrainingOutcome) -> String {
    let best =
      bestEvaluation.map {
        "; best source validation AP \(String(figure: $0.validation.averagePrecision)) at step \($0.step)"
      } ?? ""
    switch outcome {
    case .completed: return "all steps done" + best
    case .stoppedEarly: return "stopped early, source validation no longer improves" + best
    case .interrupted: return "interrupted" + best
    case .diverged: return "stopped, the losses diverged" + best
    }
  }

  private static let locale = Locale(identifier: "en_US")

  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "?" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
