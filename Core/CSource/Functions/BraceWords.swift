/// Macros of a text that stand for braces: `#define BEGIN {` and `#define END }`.
///
/// They count where the text defines one of each, and none of them as anything else.
struct BraceWords {
  private struct Word {
    var name: Range<Int>
    var hash: UInt32
    /// Nil where the text defines it otherwise as well.
    var punctuator: CPunctuator?
  }

  private static let mostWords = 16
  private var words: [Word] = []
  /// Whether any word counts.
  private(set) var areThere = false

  /// Reads the definition behind a `#define`, or the name behind an `#undef`.
  mutating func note(_ directive: CToken, _ lexer: CLexer, _ text: UnsafeBufferPointer<UInt8>) {
    var lexer = lexer
    guard let name = lexer.next(), name.kind == .identifier else { return }
    // What is defined no longer says nothing on what it was.
    guard text[Int(directive.end) - 1] == UInt8(ascii: "e"), let first = lexer.next() else { return }
    let isBrace = first.is(.leftBrace) || first.is(.rightBrace)
    guard isBrace || !words.isEmpty else { return }
    let punctuator = isBrace && lexer.next()?.kind == .endOfDirective ? first.punctuator : nil
    if let known = place(of: name, text) {
      if words[known].punctuator != punctuator { words[known].punctuator = nil }
    } else if punctuator != nil, words.count < Self.mostWords {
      words.append(Word(name: name.range, hash: name.hash, punctuator: punctuator))
    }
    areThere = [.leftBrace, .rightBrace].allSatisfy { brace in words.contains { $0.punctuator == brace } }
  }

  /// A token as the brace that it stands for.
  func read(_ token: CToken, _ text: UnsafeBufferPointer<UInt8>) -> CToken {
    guard token.kind == .identifier, let place = place(of: token, text), let brace = words[place].punctuator
    else { return token }
    return CToken(
      kind: .punctuator, code: brace.rawValue, isClean: true, hash: 0, start: token.start, end: token.end)
  }

  private func place(of name: CToken, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
    words.firstIndex { $0.hash == name.hash && text[$0.name].elementsEqual(text[name.range]) }
  }
}
