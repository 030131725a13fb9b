import Foundation

extension String {
  /// A score as people read it, with three decimals.
  init(score: Float) {
    self.init(format: "%.3f", Double(score))
  }
}
