/// Which numbers a setting may be.
public struct NumberRange: Hashable, Sendable, CustomStringConvertible {
  /// A number at one end of the range, infinite where there is none, and whether it is part of the range.
  private struct Bound: Hashable, Sendable {
    var value: Double
    var isIncluded: Bool
  }

  private let lower: Bound
  private let upper: Bound

  /// Any number from a smallest one on.
  static func from(_ lower: Double) -> NumberRange {
    NumberRange(
      lower: Bound(value: lower, isIncluded: true), upper: Bound(value: .infinity, isIncluded: false))
  }

  /// Any number above another.
  static func above(_ lower: Double) -> NumberRange {
    NumberRange(
      lower: Bound(value: lower, isIncluded: false), upper: Bound(value: .infinity, isIncluded: false))
  }

  /// The range up to a largest number.
  func to(_ upper: Double) -> NumberRange {
    NumberRange(lower: lower, upper: Bound(value: upper, isIncluded: true))
  }

  /// The range of what is below a number.
  func below(_ upper: Double) -> NumberRange {
    NumberRange(lower: lower, upper: Bound(value: upper, isIncluded: false))
  }

  /// Whether a number is in the range; NaN and infinities never are.
  public func contains(_ number: Double) -> Bool {
    number.isFinite && (lower.isIncluded ? number >= lower.value : number > lower.value)
      && (upper.isIncluded ? number <= upper.value : number < upper.value)
  }

  /// The range in words, such as "above 0 and below 1".
  public var description: String {
    let start = (lower.isIncluded ? "from " : "above ") + NumberText.of(lower.value)
    guard upper.value.isFinite else { return "a number " + start + (lower.isIncluded ? " on" : "") }
    let end = NumberText.of(upper.value)
    if lower.isIncluded { return start + (upper.isIncluded ? " to " : " to below ") + end }
    return start + (upper.isIncluded ? " and at most " : " and below ") + end
  }
}

/// Numbers for people and files.
enum NumberText {
  /// The shortest text that is read as the number again: `0.1`, `300`.
  static func of(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }

  /// The shortest text that is read as the number again in single precision.
  static func of(_ number: Float) -> String {
    number == number.rounded() && abs(number) < 1e7 ? String(Int64(number)) : "\(number)"
  }
}
