/// A C function definition, cut out of its file.
///
/// Nothing outside `text` reaches any feature: what stands before or after a function, and how its
/// file ends its lines, can give a label away.
public struct CFunction: Hashable, Sendable {
  /// Path of the file, relative to the scanned folder, with "/" between components.
  public var file: String
  /// Name of the function as written.
  public var name: String
  /// The head from its first specifier to the closing parenthesis, on one line with single blanks.
  public var signature: String
  /// Where the function stands in its file, from the head to the closing brace.
  ///
  /// Where only a part of the head stands in an `#if`, such as the return type, from that `#if`.
  public var range: SourceRange
  /// The function's own canonical text: UTF-8 with "\n" line ends, of `range`.
  public var text: String

  /// Creates a function from its parts.
  public init(file: String, name: String, signature: String, range: SourceRange, text: String) {
    self.file = file
    self.name = name
    self.signature = signature
    self.range = range
    self.text = text
  }
}

extension CFunction {
  /// How many lines it takes.
  public var lineCount: Int { range.endLine - range.startLine + 1 }

  /// Whether a name finds this function: its own, that of a macro in whose call its head stands, such as `PP` for
  /// `PP(pp_add)`, or either part of a name that two arguments make.
  func answers(to name: String) -> Bool {
    if self.name == name { return true }
    let isPart = self.name.hasPrefix(name + "_") || self.name.hasSuffix("_" + name)
    let tokens = CLexer.tokens(of: signature)
    let bytes = Array(signature.utf8)
    func isWritten(_ word: String, _ token: CToken) -> Bool {
      token.kind != .string && token.kind != .punctuator && bytes[token.range].elementsEqual(word.utf8)
    }
    if isPart, !tokens.contains(where: { isWritten(self.name, $0) }),
      tokens.contains(where: { isWritten(name, $0) })
    {
      return true
    }
    return tokens.indices.contains { index in
      let isCall = index + 1 < tokens.count ? tokens[index + 1].is(.leftParen) : tokens.count == 1
      return isCall && isWritten(name, tokens[index])
    }
  }
}
