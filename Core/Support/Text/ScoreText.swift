import Foundation

extension String {
  /// A score as people read it, with three decimals.
  init(score: Float) {
    self.init(format: "%.3f", Double(score))
  }

  /// A share, 0...1, in whole per cent.
  package init(percent share: Double) {
    let whole = Int((Swift.min(Swift.max(share, 0), 1) * 100).rounded())
    self.init("\(whole) %")
  }
}
