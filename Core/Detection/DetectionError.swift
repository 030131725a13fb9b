/// Why functions could not be scored.
public enum DetectionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The model's weights lead to NaN.
  case scoreIsNotANumber

  /// A finished sentence that says what to do next.
  public var description: String {
    switch self {
    case .scoreIsNotANumber:
      "The model's weights are too large to compute scores with."
        + " Train the model again with a lower learning rate."
    }
  }
}
