import Foundation

/// Why functions could not be scored.
public enum DetectionError: ExplainedError, Equatable {
  /// The model's weights lead to NaN.
  case scoreIsNotANumber
  /// The model is linear, so its functions have no joint representations.
  case noJointSpace
  /// Whoever asked for a scan no longer wants it.
  case stopped

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .stopped:
      .init(
        "The scan was stopped before its end, and nothing was written.",
        next: "Run it again for a whole ranking.")
    case .noJointSpace:
      .init(
        "The model is linear and has no joint space.",
        next: "Name a model that was trained by a method with networks.")
    case .scoreIsNotANumber:
      .init(
        "The model's weights are too large to compute scores with.",
        next: "Train the model again with a lower learning rate.")
    }
  }
}
