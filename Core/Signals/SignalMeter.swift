/// Counts how much of a function a signal has looked at, so that its work grows with the text alone.
///
/// Signals look at pairs of places: in a function of thousands of calls that would be its length squared. What is
/// counted depends on the text alone, so the same function has the same signals on every machine.
final class SignalMeter {
  /// How many places a signal may look at in any function, and how many more for each token.
  private static let least = 2_000_000
  private static let perToken = 1_000

  private let limit: Int
  private var left: Int

  /// Creates a meter for a function of so many tokens.
  convenience init(tokens: Int) { self.init(limit: Self.least + Self.perToken * tokens) }

  /// Creates a meter that lets each signal look at so many places.
  init(limit: Int) {
    self.limit = limit
    left = limit
  }

  /// Whether a signal looked at too much: what it says is then worth nothing.
  var isSpent: Bool { left < 0 }

  /// Begins to count for another signal.
  func restart() { left = limit }

  /// Counts places that are looked at; false when it is too much.
  @discardableResult func take(_ count: Int) -> Bool {
    left -= count
    return left >= 0
  }
}
