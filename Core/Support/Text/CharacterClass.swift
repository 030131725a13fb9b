/// A set of characters; upper and lower case are the same.
struct CharacterClass: Sendable {
  /// Characters by what they are.
  enum Kind: Sendable { case digit, word, space }

  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// The parts of the ranges beyond ASCII.
  private var ranges: [ClosedRange<UInt32>] = []
  private var kinds: [(kind: Kind, isNegated: Bool)] = []
  var isNegated = false

  static let word = CharacterClass(.word)
  static let anyButLineEnd: CharacterClass = {
    var characters = CharacterClass()
    characters.insert("\n"..."\n")
    characters.isNegated = true
    return characters
  }()

  init() {}

  init(_ kind: Kind, isNegated: Bool = false) { insert(kind, isNegated: isNegated) }

  init(_ scalar: Unicode.Scalar) { insert(scalar...scalar) }

  mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
    let (first, last) = (range.lowerBound.value, range.upperBound.value)
    if first < 128 { for value in first...min(last, 127) { insertASCII(value) } }
    if last >= 128 { ranges.append(max(first, 128)...last) }
  }

  mutating func insert(_ kind: Kind, isNegated: Bool) {
    kinds.append((kind, isNegated))
    for value in UInt8(0)..<128 where Self.isOf(kind, Unicode.Scalar(value)) != isNegated {
      insertASCII(UInt32(value))
    }
  }

  /// Adds an ASCII character, a letter in both cases.
  private mutating func insertASCII(_ value: UInt32) {
    let isLetter = (65...90).contains(value & ~32)
    for value in isLetter ? [value, value ^ 32] : [value] {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  /// Whether a character is in the set.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 128 ? holdsASCII(scalar.value) : holds(scalar)) != isNegated
  }

  private func holdsASCII(_ value: UInt32) -> Bool {
    value < 64 ? low >> UInt64(value) & 1 == 1 : high >> UInt64(value - 64) & 1 == 1
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for (kind, isNegated) in kinds where Self.isOf(kind, scalar) != isNegated { return true }
    if ranges.contains(where: { $0.contains(scalar.value) }) { return true }
    let properties = scalar.properties
    for other in [properties.lowercaseMapping.unicodeScalars, properties.uppercaseMapping.unicodeScalars] {
      guard other.count == 1, let cased = other.first?.value, cased != scalar.value else { continue }
      if cased < 128 ? holdsASCII(cased) : ranges.contains(where: { $0.contains(cased) }) { return true }
    }
    return false
  }

  private static func isOf(_ kind: Kind, _ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch kind {
    case .digit: return properties.generalCategory == .decimalNumber
    case .space: return properties.isWhitespace
    case .word:
      return properties.isAlphabetic || properties.generalCategory == .decimalNumber
        || properties.generalCategory == .connectorPunctuation
        || properties.generalCategory == .nonspacingMark
    }
  }
}
