/// Why functions could not be scored.
public enum DetectionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The model's weights lead to NaN.
  case scoreIsNotANumber
  /// The model is linear, so its functions have no joint representations.
  case noJointSpace
  /// Whoever asked for a scan no longer wants it.
  case stopped

  /// A finished sentence that says what to do next.
  public var description: String {
    switch self {
    case .stopped:
      "The scan was stopped before its end, and nothing was written. Run it again for a whole ranking."
    case .noJointSpace:
      "The model is linear and has no joint space. Name a model that was trained by a method with networks."
    case .scoreIsNotANumber:
      "The model's weights are too large to compute scores with."
        + " Train the model again with a lower learning rate."
    }
  }
}
