import Foundation

/// Why a pair of projects cannot be used to measure a method.
public enum EvaluationError: ExplainedError, Equatable {
  /// A project has no labelled functions.
  case emptyProject(name: String)
  /// A project's labels are all the same.
  case oneClass(name: String, vulnerable: Int, notVulnerable: Int)
  /// Both projects hold the same functions.
  case identicalProjects(labeled: String, target: String)
  /// The target is too small for the part that parity tests on to have both classes.
  case noParityTest(name: String, seed: UInt64)
  /// A training ended without a model to measure.
  case noModel(label: String, seed: UInt64)
  /// There is no such method.
  case unknownMethod(name: String, suggestion: String?)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .emptyProject(let name):
      .init(
        "The project \(name.printable) has no labelled functions.",
        next: "Check its folder and its labels.")
    case .oneClass(let name, let vulnerable, let notVulnerable):
      .init(
        "The project \(name.printable) has \(vulnerable) vulnerable and \(notVulnerable) not vulnerable functions; "
          + "nothing can be measured without both kinds.",
        next: "Check its labels, or take another project.")
    case .identicalProjects(let labeled, let target):
      .init(
        "The projects \(labeled.printable) and \(target.printable) hold the same functions, so the target's labels "
          + "would be learnt from.",
        next: "Name two different projects.")
    case .noParityTest(let name, let seed):
      .init(
        "With seed \(seed) the fifth of \(name.printable) that parity tests on lacks vulnerable or clean functions.",
        next: "Use another seed, a larger project, or the honest protocol.")
    case .noModel(let label, let seed):
      .init(
        "The training of \(label.printable) with seed \(seed) came to no step worth keeping, so there is nothing to measure.",
        next: "Train with a lower learning rate.")
    case .unknownMethod(let name, let suggestion):
      .init(
        "There is no method '\(name.printable)'.",
        next: suggestion.map { "Did you mean '\($0)'?" } ?? "Choose one of the methods of this version.")
    }
  }
}
