/// A punctuator of C; digraphs and trigraphs count as what they stand for.
enum CPunctuator: UInt8, CaseIterable, Sendable {
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case semicolon, comma, colon, question, tilde, dot, ellipsis, arrow
  case plus, minus, star, slash, percent, ampersand, pipe, caret, exclamation
  case increment, decrement, andAnd, orOr, less, greater, lessEqual, greaterEqual, equal, notEqual
  case shiftLeft, shiftRight
  case assign, plusAssign, minusAssign, starAssign, slashAssign, percentAssign
  case ampersandAssign, caretAssign, pipeAssign, shiftLeftAssign, shiftRightAssign
  case hash, hashHash, backslash, at, backtick

  /// How the punctuator is written.
  var spelling: String { Self.spellings[Int(rawValue)] }

  private static let spellings = [
    "(", ")", "[", "]", "{", "}", ";", ",", ":", "?", "~", ".", "...", "->",
    "+", "-", "*", "/", "%", "&", "|", "^", "!", "++", "--", "&&", "||", "<", ">", "<=", ">=", "==", "!=",
    "<<", ">>", "=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "|=", "<<=", ">>=",
    "#", "##", "\\", "@", "`",
  ]

  /// Whether this is `=` or an operator that ends in it and assigns.
  var isAssignment: Bool {
    CPunctuator.assign.rawValue <= rawValue && rawValue <= CPunctuator.shiftRightAssign.rawValue
  }
}
