/// Tells what the parts of a C text are, for colouring it.
public struct CHighlighter {
  /// What a part of a text is.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Blanks, names and punctuation.
    case plain
    /// `if`, `const`, `sizeof` …
    case keyword
    /// `int`, `struct`, and names that end in `_t`.
    case type
    /// String and character literals, names of header files included.
    case string
    /// Numbers.
    case number
    /// Comments.
    case comment
    /// `#if`, `#define` …
    case directive
    /// A name that a parenthesis follows.
    case call
  }

  /// A part of a text.
  public struct Span: Hashable, Sendable {
    /// Offsets in bytes of UTF-8.
    public var range: Range<Int>
    /// What it is.
    public var kind: Kind
  }

  /// The parts of a text, in order; together they are the whole text.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public static func spans(of text: String) -> [Span] {
    var text = text
    return text.withUTF8 { bytes in
      let tokens = CLexer.tokens(of: bytes)
      var spans: [Span] = []
      func add(_ range: Range<Int>, _ kind: Kind) {
        guard !range.isEmpty else { return }
        if let last = spans.last, last.kind == kind {
          spans[spans.count - 1].range = last.range.lowerBound..<range.upperBound
        } else {
          spans.append(Span(range: range, kind: kind))
        }
      }
      var end = 0
      for (index, token) in tokens.enumerated() {
        let range = max(end, Int(token.start))..<max(end, Int(token.end))
        for part in Self.parts(of: end..<range.lowerBound, bytes) { add(part.range, part.kind) }
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        add(range, Self.kind(of: token, next: next, bytes))
        end = range.upperBound
      }
      for part in Self.parts(of: end..<bytes.count, bytes) { add(part.range, part.kind) }
      return spans
    }
  }

  private static func kind(of token: CToken, next: CToken?, _ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
    switch token.kind {
    case .keyword:
      switch token.keyword {
      case .tag, .type: return .type
      default: return .keyword
      }
    case .number: return .number
    case .string, .character: return .string
    case .directive: return .directive
    case .identifier:
      if let next, bytes[Int(next.start)..<Int(next.end)].elementsEqual("(".utf8) { return .call }
      return bytes[Int(token.start)..<Int(token.end)].suffix(2).elementsEqual("_t".utf8) ? .type : .plain
    case .punctuator, .endOfDirective: return .plain
    }
  }

  /// The comments between two tokens, and what stands around them.
  private static func parts(of gap: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [Span] {
    var parts: [Span] = []
    var end = gap.lowerBound
    for comment in CText.comments(bytes, in: gap) {
      parts.append(Span(range: end..<comment.lowerBound, kind: .plain))
      parts.append(Span(range: comment, kind: .comment))
      end = comment.upperBound
    }
    parts.append(Span(range: end..<gap.upperBound, kind: .plain))
    return parts
  }
}
