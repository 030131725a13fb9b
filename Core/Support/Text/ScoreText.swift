import Foundation

extension String {
  /// A score as people read it, with three decimals.
  init(score: Float) {
    self.init(format: "%.3f", Double(score))
  }

  /// A figure as people read it, with three decimals; a dash where it has no value.
  package init(figure: Double) {
    self = figure.isFinite ? String(format: "%.3f", figure) : "–"
  }

  /// A share, 0...1, in whole per cent.
  package init(percent share: Double) {
    let whole = Int((Swift.min(Swift.max(share, 0), 1) * 100).rounded())
    self.init("\(whole) %")
  }
}
