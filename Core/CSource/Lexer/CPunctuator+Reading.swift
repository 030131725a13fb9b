extension CPunctuator {
  /// Reads the longest punctuator at the beginning of three characters; nil where there is none.
  ///
  /// - Returns: The punctuator and how many of the characters it takes, at least 1.
  static func read(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar
  ) -> (punctuator: CPunctuator?, length: Int) {
    switch (first, second) {
    case ("(", _): (.leftParen, 1)
    case (")", _): (.rightParen, 1)
    case ("[", _): (.leftBracket, 1)
    case ("]", _): (.rightBracket, 1)
    case ("{", _): (.leftBrace, 1)
    case ("}", _): (.rightBrace, 1)
    case (";", _): (.semicolon, 1)
    case (",", _): (.comma, 1)
    case ("?", "?"): trigraph(third).map { ($0, 3) } ?? (.question, 1)
    case ("?", _): (.question, 1)
    case ("~", _): (.tilde, 1)
    case (":", ">"): (.rightBracket, 2)
    case (":", _): (.colon, 1)
    case (".", ".") where third == ".": (.ellipsis, 3)
    case (".", _): (.dot, 1)
    case ("+", "+"): (.increment, 2)
    case ("+", "="): (.plusAssign, 2)
    case ("+", _): (.plus, 1)
    case ("-", "-"): (.decrement, 2)
    case ("-", ">"): (.arrow, 2)
    case ("-", "="): (.minusAssign, 2)
    case ("-", _): (.minus, 1)
    case ("*", "="): (.starAssign, 2)
    case ("*", _): (.star, 1)
    case ("/", "="): (.slashAssign, 2)
    case ("/", _): (.slash, 1)
    case ("%", "="): (.percentAssign, 2)
    case ("%", ">"): (.rightBrace, 2)
    case ("%", ":"): (.hash, 2)
    case ("%", _): (.percent, 1)
    case ("&", "&"): (.andAnd, 2)
    case ("&", "="): (.ampersandAssign, 2)
    case ("&", _): (.ampersand, 1)
    case ("|", "|"): (.orOr, 2)
    case ("|", "="): (.pipeAssign, 2)
    case ("|", _): (.pipe, 1)
    case ("^", "="): (.caretAssign, 2)
    case ("^", _): (.caret, 1)
    case ("!", "="): (.notEqual, 2)
    case ("!", _): (.exclamation, 1)
    case ("=", "="): (.equal, 2)
    case ("=", _): (.assign, 1)
    case ("<", "<"): third == "=" ? (.shiftLeftAssign, 3) : (.shiftLeft, 2)
    case ("<", "="): (.lessEqual, 2)
    case ("<", ":"): (.leftBracket, 2)
    case ("<", "%"): (.leftBrace, 2)
    case ("<", _): (.less, 1)
    case (">", ">"): third == "=" ? (.shiftRightAssign, 3) : (.shiftRight, 2)
    case (">", "="): (.greaterEqual, 2)
    case (">", _): (.greater, 1)
    case ("#", "#"): (.hashHash, 2)
    case ("#", _): (.hash, 1)
    case ("\\", _): (.backslash, 1)
    case ("@", _): (.at, 1)
    case ("`", _): (.backtick, 1)
    default: (nil, 1)
    }
  }

  /// What a trigraph stands for, by its third character.
  private static func trigraph(_ third: Unicode.Scalar) -> CPunctuator? {
    switch third {
    case "<": .leftBrace
    case ">": .rightBrace
    case "(": .leftBracket
    case ")": .rightBracket
    case "=": .hash
    case "'": .caret
    case "!": .pipe
    case "-": .tilde
    default: nil
    }
  }
}
