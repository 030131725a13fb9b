/// How a method is measured on a pair of projects.
public enum EvaluationProtocol: String, Codable, Sendable, CaseIterable {
  /// No label of the target is seen before all choices are made; every labelled target function is scored.
  case honest
  /// The paper's own: 80 % of the target, unlabelled, for training; on the other 20 % the best F1 over all
  /// steps and settings counts. Optimistic by construction.
  case parity

  /// Whether target labels take part in a choice, so that figures must be marked.
  public var isOracle: Bool { self == .parity }

  /// The protocol in a table's heading.
  public var title: String {
    switch self {
    case .honest: "honest"
    case .parity: "parity (oracle)"
    }
  }
}
