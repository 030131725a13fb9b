/// The head of a function definition: what stands before its opening brace.
struct FunctionHead: Equatable {
  /// Offset of the first specifier.
  var start: Int
  /// Offset after the parameters.
  var end: Int
  /// The name's bytes.
  var name: Range<Int>
  /// The head on one line with single blanks, from the first specifier to the end of the parameters.
  var signature: String
  /// The macro call that makes the head, where the name may be one of its arguments.
  var macro: MacroCall?
  /// The word before a capital name, which is the function's where the file shows that a macro makes the parameters:
  /// `int f P2(int a, int b)`.
  var wordBefore: Range<Int>?
  /// The second part of the name, where two arguments of a macro make it.
  var secondName: Range<Int>?
  /// Whether the text after the body must show that this is a function: no type, no typed parameter.
  var isDoubtful = false
  /// Whether the body must hold a statement for this to be a function.
  var needsStatement = false
  /// Whether this opens a type unless its body holds code: `struct s f(ARGS) {`, `struct s aligned(N) {`.
  var mayBeType = false
  /// Whether the declarator's name is in capitals, as macros are.
  var isCapital = false
  /// Whether types stand in the parentheses, as parameters without names do, behind a word that is not capital.
  var takesTypes = false
  /// Whether nothing stands in the parentheses.
  var takesNothing = false

  /// A macro call that takes a function's name.
  struct MacroCall: Equatable {
    /// The macro's name.
    var name: Range<Int>
    /// The arguments that may be the function's name, in order, the first few.
    var arguments: [Range<Int>]
    /// Whether the call has two arguments, both of which may be the name.
    var isPair = false
    /// Whether the call alone shows that the macro makes a function of its argument; else the file must show
    /// it, by calling the macro again.
    var isCertain: Bool
  }
}

extension FunctionHead {
  /// Reads the tokens before an opening brace; nil when they head no function.
  ///
  /// - Parameters:
  ///   - tokens: The tokens since the last declaration or block.
  ///   - text: The text they are of.
  ///   - style: How the parameters are declared.
  init?(
    _ tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>, style: HeadReader.Style = .prototype
  ) {
    let first = tokens.lastIndex { $0.is(.rightBrace) }.map { $0 + 1 } ?? tokens.startIndex
    let reader = HeadReader(tokens: Self.withoutTrailingType(tokens[first...]), text: text, style: style)
    guard let choice = reader.choice() else { return nil }
    let start = reader.start(of: choice)
    let last = reader.items[choice.parameters].tokens.upperBound
    self.init(
      start: tokens[start].range.lowerBound, end: tokens[last - 1].range.upperBound, name: choice.name,
      signature: Self.signature(tokens[start..<last], text), macro: choice.macro,
      wordBefore: choice.wordBefore, isDoubtful: choice.isDoubtful, needsStatement: choice.needsStatement,
      mayBeType: choice.mayBeType, isCapital: choice.isCapital,
      takesTypes: choice.content == .types && !choice.isCapital, takesNothing: choice.content == .empty)
  }

  /// A head without the type that C++ may write behind it: `auto f(int a) -> int`.
  private static func withoutTrailingType(_ tokens: ArraySlice<CToken>) -> ArraySlice<CToken> {
    var depth = 0
    for index in tokens.indices {
      switch tokens[index].punctuator {
      case .leftParen: depth += 1
      case .rightParen: depth -= 1
      case .arrow where depth == 0: return tokens[..<index]
      default: break
      }
    }
    return tokens
  }

  static func signature(_ tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) -> String {
    var bytes: [UInt8] = []
    var previousEnd = Int.max
    for token in tokens {
      if Int(token.start) > previousEnd { bytes.append(.space) }
      bytes.append(contentsOf: text[token.range])
      previousEnd = Int(token.end)
    }
    let signature = String(decoding: bytes, as: UTF8.self)
    return tokens.allSatisfy(\.isClean) ? signature : CText.withoutContinuations(signature)
  }
}
