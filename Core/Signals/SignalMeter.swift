/// Counts what signals look at, so that their work grows with the text and no faster.
///
/// What a signal looks up for a place is near it (``SignalReading/nearest``, ``SignalReading/flowLimit``); signals that compare
/// places in pairs could still look at the text's length squared, and are left out where they look at more than a fixed number
/// for each token. What is counted depends on the text alone, so the same function has the same signals on every machine.
final class SignalMeter {
  /// How many places a signal may look at in any function, and how many more for each token.
  private static let least = 1_000_000
  private static let perToken = 100

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

  /// How many places the signal has looked at.
  var taken: Int { limit - left }

  /// Begins to count for another signal.
  func restart() { left = limit }

  /// Counts places that are looked at; false when it is too much.
  @discardableResult func take(_ count: Int) -> Bool {
    left -= count
    return left >= 0
  }
}
