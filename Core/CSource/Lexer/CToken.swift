/// One token of C source, by its place in the text.
///
/// Comments and white space are not tokens. A preprocessor line is a `directive` token, its own tokens
/// and an `endOfDirective` token.
struct CToken: Hashable, Sendable {
  /// What a token is.
  enum Kind: UInt8, Sendable {
    case identifier, keyword, number, character, string, punctuator, directive, endOfDirective
  }

  /// What the token is.
  var kind: Kind
  /// Raw value of a ``CPunctuator``, ``CKeyword`` or ``CDirective``, by kind; otherwise 0.
  var code: UInt8
  /// Whether the token's bytes are its text, without line continuations, and bytes beyond ASCII, which do
  /// not count.
  var isClean: Bool
  /// Hash of an identifier's or keyword's ASCII bytes; otherwise 0.
  var hash: UInt32
  /// Offset of the first byte.
  var start: Int32
  /// Offset after the last byte.
  var end: Int32

  /// The punctuator, if the token is one.
  var punctuator: CPunctuator? {
    kind == .punctuator ? CPunctuator(rawValue: code) : nil
  }

  /// The keyword, if the token is one.
  var keyword: CKeyword? {
    kind == .keyword ? CKeyword(rawValue: code) : nil
  }

  /// Which preprocessor line this is, if the token begins one.
  var directive: CDirective? {
    kind == .directive ? CDirective(rawValue: code) : nil
  }

  /// Whether this is a word that only statements hold: `if`, `return` …
  var isOfStatement: Bool { kind == .keyword && code <= CKeyword.continue.rawValue }

  /// The token's bytes.
  var range: Range<Int> { Int(start)..<Int(end) }

  func `is`(_ punctuator: CPunctuator) -> Bool {
    kind == .punctuator && code == punctuator.rawValue
  }

  func `is`(_ keyword: CKeyword) -> Bool {
    kind == .keyword && code == keyword.rawValue
  }
}

/// What a keyword does, as far as statements are concerned; C and GNU C spellings share a case.
enum CKeyword: UInt8, Sendable {
  case `if`, `else`, `for`, `while`, `do`, `switch`, `case`, `default`, `return`, `goto`, `break`, `continue`
  case asm
  /// `struct`, `union`, `enum`.
  case tag
  /// `int`, `unsigned`, `_Bool` …
  case type
  /// `const`, `static`, `inline`, `typedef` …
  case qualifier
  /// `sizeof`, `_Alignof` …
  case size
  /// `typeof`, `__auto_type`.
  case typeOf
  /// `__attribute__`, `__declspec`, `_Alignas`.
  case attribute
  /// `__extension__`, `_Generic`, `defined`.
  case other
}

/// Which preprocessor line a directive begins.
enum CDirective: UInt8, Sendable {
  case `if`, ifdef, elif, elifdef, `else`, endif
  case include, define, message, other

  /// Whether this begins, parts or ends a conditional.
  var isConditional: Bool { rawValue <= CDirective.endif.rawValue }
}
