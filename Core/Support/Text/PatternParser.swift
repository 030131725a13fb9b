/// Why a regular expression is not used.
struct PatternProblem: Error, Equatable {
  /// What is wrong, as a phrase that follows the expression.
  var reason: String
}

/// Reads a regular expression: characters, `.`, classes, groups, choices, repetitions, `^`, `$`, `\b`.
struct PatternParser {
  private static let depthLimit = 50
  private static let lengthLimit = 1_000
  static let repetitionLimit = 1_000

  private let text: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  /// The parts of an expression.
  static func node(of expression: String) throws(PatternProblem) -> PatternNode {
    var parser = PatternParser(text: Array(expression.unicodeScalars))
    guard !parser.text.isEmpty else { throw PatternProblem(reason: "is empty") }
    guard parser.text.count <= lengthLimit else {
      throw PatternProblem(reason: "has more than \(lengthLimit) characters")
    }
    let node = try parser.choice()
    if parser.position < parser.text.count { throw PatternProblem(reason: "has a ) without a (") }
    return node
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func skip(_ words: String) -> Bool {
    let scalars = Array(words.unicodeScalars)
    guard text[position...].starts(with: scalars) else { return false }
    position += scalars.count
    return true
  }

  private mutating func choice() throws(PatternProblem) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw PatternProblem(reason: "has more than \(Self.depthLimit) groups in one another")
    }
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternProblem) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let part = try atom()
      parts.append(try repeated(part))
    }
    return parts.isEmpty ? .nothing : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom() throws(PatternProblem) -> PatternNode {
    let scalar = text[position]
    position += 1
    switch scalar {
    case "(": return try group()
    case "[": return .characters(try bracketed())
    case ".": return .characters(.anyButLineEnd)
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    case "\\": return try escaped()
    case "*", "+", "?": throw PatternProblem(reason: "has a \(scalar) with nothing to repeat")
    default: return .characters(CharacterClass(scalar))
    }
  }

  private mutating func group() throws(PatternProblem) -> PatternNode {
    if skip("?") {
      // Case never counts, so that this changes nothing.
      if skip("i)") { return .nothing }
      guard skip(":") || skip("i:") else {
        throw PatternProblem(
          reason: "looks around or names a group, which is not supported; use ( ) or (?: )")
      }
    }
    let node = try choice()
    guard skip(")") else { throw PatternProblem(reason: "has a ( without a )") }
    return node
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternProblem) -> PatternNode {
    var node = node
    var count = 0
    while let (minimum, maximum) = try quantifier() {
      count += 1
      // Each one could multiply what the last one made.
      guard count <= 2 else { throw PatternProblem(reason: "repeats a repetition of a repetition") }
      if next == "+" {
        throw PatternProblem(reason: "has a possessive repetition (*+, ++, ?+), which is not supported")
      }
      node = .repetition(node, minimum: minimum, maximum: maximum, prefersFewer: skip("?"))
    }
    return node
  }

  private mutating func quantifier() throws(PatternProblem) -> (minimum: Int, maximum: Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    guard next == "{" else { return nil }
    let start = position
    position += 1
    let minimum = try number()
    var maximum = minimum
    if minimum != nil, skip(",") { maximum = try number() }
    guard let minimum, skip("}") else {
      // A brace that begins no number of repetitions stands for itself.
      position = start
      return nil
    }
    if let maximum, maximum < minimum { throw PatternProblem(reason: "has a {m,n} with m above n") }
    return (minimum, maximum)
  }

  private mutating func number() throws(PatternProblem) -> Int? {
    let start = position
    var value = 0
    while let digit = next, ("0"..."9").contains(digit) {
      value = value * 10 + Int(digit.value - 48)
      guard value <= Self.repetitionLimit else {
        throw PatternProblem(reason: "repeats more than \(Self.repetitionLimit) times")
      }
      position += 1
    }
    return position > start ? value : nil
  }

  private mutating func escaped() throws(PatternProblem) -> PatternNode {
    guard let scalar = next else { throw PatternProblem(reason: "ends in \\") }
    position += 1
    switch scalar {
    case "b": return .assertion(.wordBoundary)
    case "B": return .assertion(.noWordBoundary)
    default: break
    }
    if let (kind, isNegated) = Self.kind(scalar) {
      return .characters(CharacterClass(kind, isNegated: isNegated))
    }
    return .characters(CharacterClass(try Self.character(scalar)))
  }

  private static func kind(_ scalar: Unicode.Scalar) -> (CharacterClass.Kind, isNegated: Bool)? {
    switch scalar {
    case "d": (.digit, false)
    case "D": (.digit, true)
    case "w": (.word, false)
    case "W": (.word, true)
    case "s": (.space, false)
    case "S": (.space, true)
    default: nil
    }
  }

  private static func character(_ scalar: Unicode.Scalar) throws(PatternProblem) -> Unicode.Scalar {
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    default:
      let isAlphanumeric = scalar.isASCII && CharacterClass.word.contains(scalar) && scalar != "_"
      guard !isAlphanumeric else {
        throw PatternProblem(
          reason: "has \\\(scalar), which is not supported; \\b \\B \\d \\D \\w \\W \\s \\S \\n \\r \\t are")
      }
      return scalar
    }
  }

  /// What follows `[`.
  private mutating func bracketed() throws(PatternProblem) -> CharacterClass {
    var characters = CharacterClass()
    characters.isNegated = skip("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      position += 1
      isFirst = false
      if scalar == "[", next == ":" || next == "." || next == "=" {
        throw PatternProblem(reason: "has a named class such as [:alpha:], which is not supported; write a-z")
      }
      var first = scalar
      if scalar == "\\" {
        guard let escaped = next else { break }
        position += 1
        if let (kind, isNegated) = Self.kind(escaped) {
          characters.insert(kind, isNegated: isNegated)
          continue
        }
        first = try Self.character(escaped)
      }
      var last = first
      if next == "-", position + 1 < text.count, text[position + 1] != "]" {
        position += 1
        last = text[position]
        position += 1
        if last == "\\" {
          guard let escaped = next else { break }
          position += 1
          last = try Self.character(escaped)
        }
      }
      guard first <= last else { throw PatternProblem(reason: "has a class whose range goes backwards") }
      characters.insert(first...last)
    }
    guard skip("]") else { throw PatternProblem(reason: "has a [ without a ]") }
    return characters
  }
}
