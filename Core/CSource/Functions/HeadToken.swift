/// A token outside all braces, as far as a function's head needs to be known.
struct HeadToken: Equatable {
  enum Kind: UInt8 {
    /// A name or keyword.
    case word
    case openParenthesis
    case closeParenthesis
    /// "=" alone, outside parentheses or not.
    case assignment
    case comma
    case star
    case string
    /// Where a braced block that is no function ended.
    case block
    /// Any other punctuation or literal.
    case other
  }

  var kind: Kind
  var start: Int
  var end: Int
}
