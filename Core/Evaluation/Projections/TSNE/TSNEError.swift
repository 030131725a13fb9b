import Foundation

/// Why points could not be placed in the plane.
public enum TSNEError: ExplainedError, Equatable {
  /// Fewer points than 3 · perplexity + 1.
  case tooFewPoints(count: Int, perplexity: Double)
  /// A point has a coordinate that is NaN or infinite.
  case notFinite(row: Int)
  /// The perplexity is below 1 or not a number.
  case perplexityOutOfRange(Double)
  /// θ is not in 0...0.7.
  case thetaOutOfRange(Double)
  /// The number of iterations is below 1 or beyond reason.
  case iterationsOutOfRange(Int)
  /// The early exaggeration is below 1 or not a number.
  case exaggerationOutOfRange(Double)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .tooFewPoints(let count, let perplexity):
      .init(
        "\(count) points are too few for a t-SNE of perplexity \(perplexity): it needs more than three times as many.",
        next: count >= 4
          ? "Choose a perplexity of at most \(Int(TSNE.highestPerplexity(forPointCount: count)))."
          : "Add functions.")
    case .notFinite(let row):
      .init(
        "Point \(row + 1) has a coordinate that is not a finite number.",
        next: "Train the model again with a lower learning rate.")
    case .perplexityOutOfRange(let value):
      .init(
        "A perplexity of \(value) makes no sense.",
        next: "Choose a number from 1 on; 30 is usual.")
    case .thetaOutOfRange(let value):
      .init(
        "A theta of \(value) makes no sense.",
        next: "Choose a number from 0 (exact) to 0.7; 0.5 is usual.")
    case .iterationsOutOfRange(let value):
      .init(
        "\(value) iterations make no sense.",
        next: "Choose a number from 1 to 1000000; 1000 is usual.")
    case .exaggerationOutOfRange(let value):
      .init(
        "An early exaggeration of \(value) makes no sense.",
        next: "Choose a number from 1 on; 12 is usual.")
    }
  }
}
