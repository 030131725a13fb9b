/// Why a suspect is not reported as a finding.
public enum Suppression: Hashable, Sendable, Codable {
  /// A comment before the function says so.
  case comment(SuppressionComment)
  /// The baseline accepts the function.
  case baseline

  /// What accepts the suspect, in words that can be shown.
  public var words: String {
    switch self {
    case .baseline: "accepted by the baseline"
    case .comment: "accepted by a comment" + (reason.map { ": \($0.printable)" } ?? "")
    }
  }

  /// The reason given for it; nil when none is.
  public var reason: String? {
    if case .comment(let comment) = self, case .ignore(let reason) = comment.content { reason } else { nil }
  }
}
