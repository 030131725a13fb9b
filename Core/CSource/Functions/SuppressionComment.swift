/// A comment such as `// vulnadapt: ignore — checked by hand`, which accepts the function after it.
///
/// Both kinds of comments count, and each line of a long one. The dash before the reason may be `—`, `–`,
/// `-`, `--` or `:`. Only comments and line ends may stand between the comment and the function, and no
/// empty line.
public struct SuppressionComment: Hashable, Sendable, Codable {
  /// What the comment says.
  public enum Content: Hashable, Sendable, Codable {
    /// Ignore the function after it; the reason is nil when none is given.
    case ignore(reason: String?)
    /// The comment speaks to VulnAdapt, but not in words it knows.
    case unknown
  }

  /// The line of the words, from one.
  public var line: Int
  /// What the comment says.
  public var content: Content
  /// The line on which the code right after the comment begins; nil when there is an empty line between, or
  /// no code.
  var codeLine: Int?

  /// Creates a comment from its parts.
  public init(line: Int, content: Content, codeLine: Int?) {
    self.line = line
    self.content = content
    self.codeLine = codeLine
  }
}

extension SuppressionComment {
  /// The longest reason that is kept, in characters.
  static let reasonLimit = 500
  private static let marker = Array("vulnadapt:".utf8)

  /// The comments of a text that speak to VulnAdapt, in order.
  ///
  /// - Complexity: O(*n*) in the length of the text; texts that never say `vulnadapt:` are only searched.
  public static func all(in source: SourceText) -> [SuppressionComment] {
    source.bytes.withUnsafeBufferPointer { bytes in
      guard contains(marker, bytes) else { return [] }
      var comments: [SuppressionComment] = []
      var end = 0
      for token in CLexer.tokens(of: bytes) where token.kind != .endOfDirective {
        read(end..<max(end, Int(token.start)), of: bytes, source, hasCode: true, into: &comments)
        end = max(end, Int(token.end))
      }
      read(end..<bytes.count, of: bytes, source, hasCode: false, into: &comments)
      return comments
    }
  }

  /// Reads the comments between two tokens.
  private static func read(
    _ gap: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, _ source: SourceText, hasCode: Bool,
    into comments: inout [SuppressionComment]
  ) {
    guard gap.count > marker.count else { return }
    var found: [SuppressionComment] = []
    var end = gap.lowerBound
    for comment in CText.comments(bytes, in: gap) {
      keep(found: &found, ifNear: end..<comment.lowerBound, bytes, into: &comments)
      for (offset, content) in contents(of: comment, bytes) {
        found.append(
          SuppressionComment(line: source.position(at: offset).line, content: content, codeLine: nil))
      }
      end = comment.upperBound
    }
    keep(found: &found, ifNear: end..<gap.upperBound, bytes, into: &comments)
    let codeLine = hasCode ? source.position(at: gap.upperBound).line : nil
    for index in found.indices { found[index].codeLine = codeLine }
    comments += found
  }

  /// Passes on what was found when an empty line parts it from what follows.
  private static func keep(
    found: inout [SuppressionComment], ifNear blanks: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>,
    into comments: inout [SuppressionComment]
  ) {
    guard bytes[blanks].count(where: { $0 == UInt8(ascii: "\n") }) > 1 else { return }
    comments += found
    found = []
  }

  /// What the lines of a comment say to VulnAdapt, each with the offset of its words.
  private static func contents(
    of comment: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [(offset: Int, content: Content)] {
    let second = CText.endOfContinuations(bytes, from: comment.lowerBound + 1)
    let isClosed =
      bytes[second] == UInt8(ascii: "*") && bytes[comment.upperBound - 1] == UInt8(ascii: "/")
      && comment.upperBound - second >= 3
    let start = second + 1
    let text = start..<max(start, isClosed ? comment.upperBound - 2 : comment.upperBound)
    var result: [(Int, Content)] = []
    for line in bytes[text].split(separator: UInt8(ascii: "\n")) {
      let words = line.drop { $0 <= 0x20 || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "/") }
      if words.starts(with: marker) {
        result.append((words.startIndex, content(of: words.dropFirst(marker.count))))
      }
    }
    return result
  }

  private static func content(of words: Slice<UnsafeBufferPointer<UInt8>>) -> Content {
    let text = String(decoding: words, as: UTF8.self).trimmingBlanks
    guard text.hasPrefix("ignore") else { return .unknown }
    let rest = text.dropFirst("ignore".count)
    if rest.isEmpty { return .ignore(reason: nil) }
    let reason = rest.drop { $0 == " " || $0 == "\t" }
    for dash in ["—", "–", "--", "-", ":"] where reason.hasPrefix(dash) {
      let words = String(reason.dropFirst(dash.count)).trimmingBlanks
      return .ignore(reason: words.isEmpty ? nil : String(words.prefix(reasonLimit)))
    }
    return .unknown
  }

  private static func contains(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = word.last else { return false }
    // The last byte, a colon, is rarer in C than letters are.
    var start = word.count - 1
    while let index = bytes.offset(of: last, from: start) {
      if bytes[(index + 1 - word.count)...index].elementsEqual(word) { return true }
      start = index + 1
    }
    return false
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
