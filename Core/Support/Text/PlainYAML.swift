import Yams

/// Reads YAML of which nothing is trusted: values, lists and maps, as people write them in settings.
///
/// Anchors and aliases let a few bytes stand for a text without end, and complex keys are compared at every level, so
/// what looks like one is refused before a parser sees it, and so are deep lists. The cost is linear in the text.
enum PlainYAML {
  /// What is wrong with a text.
  struct Problem: Error, Equatable {
    /// The line, from one.
    var line: Int
    /// What is wrong, as a phrase.
    var detail: String
  }

  /// How many lists in brackets may stand in one another.
  static let depthLimit = 16
  /// How far a line may be indented, and thus how deep lists without brackets may be.
  static let indentationLimit = 100

  /// The one document of a text; nil for a text without any.
  ///
  /// - Throws: ``Problem``.
  static func compose(_ text: String) throws(Problem) -> Node? {
    if let problem = YAMLScreen(text).problem { throw problem }
    do {
      // Without a resolver values stay the text they were written as.
      return try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw Problem(line: line(of: error), detail: words(for: error))
    } catch {
      throw Problem(line: 1, detail: "the text is not YAML")
    }
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 1
    }
  }

  private static func words(for error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      problem
    case .duplicatedKeysInMapping(let keys, _):
      "the key '\(keys.first ?? "")' is there twice"
    case .reader(let problem, _, _, _): problem
    default: "the text is not YAML"
    }
  }
}

/// Looks for what a parser shall not see, without knowing where quotes begin and end: it may refuse too much, never
/// too little.
private struct YAMLScreen {
  private(set) var problem: PlainYAML.Problem?
  private var depth = 0

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    var number = 1
    while start < bytes.count, problem == nil {
      let end = Self.lineEnd(bytes, from: start)
      look(at: bytes[start..<end.content], number: number)
      if end.isCounted { number += 1 }
      start = end.next
    }
  }

  /// The end of a line by YAML's breaks, some of which other programs do not count.
  private static func lineEnd(
    _ bytes: [UInt8], from start: Int
  ) -> (content: Int, next: Int, isCounted: Bool) {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A { return (index, index + 1, true) }
      if byte == 0x0D {
        let isPair = index + 1 < bytes.count && bytes[index + 1] == 0x0A
        return (index, index + (isPair ? 2 : 1), true)
      }
      if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0x85 { return (index, index + 2, true) }
      if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 {
        return (index, index + 3, true)
      }
      index += 1
    }
    return (bytes.count, bytes.count, false)
  }

  private mutating func look(at line: ArraySlice<UInt8>, number: Int) {
    let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let isComment = content.first == UInt8(ascii: "#")
    // In a quoted text of several lines a line can look like a comment, close the quotes, and go on.
    if isComment, !content.contains(UInt8(ascii: "\"")), !content.contains(UInt8(ascii: "'")) { return }
    guard content.startIndex - line.startIndex <= PlainYAML.indentationLimit else {
      problem = .init(
        line: number, detail: "lines may be indented by at most \(PlainYAML.indentationLimit) blanks")
      return
    }
    /// Whether a value may begin here, and whether nothing but marks that open one came before.
    var (mayBegin, isOpening) = (true, true)
    for (index, byte) in zip(content.indices, content) {
      let next = index + 1 < content.endIndex ? content[index + 1] : UInt8(ascii: " ")
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
      let precedesBlank = next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "*"):
        if mayBegin, !precedesBlank { return refuse(number, "anchors and aliases, such as &name and *name,") }
      case UInt8(ascii: "?"):
        if isOpening, precedesBlank { return refuse(number, "keys that begin with a question mark") }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > PlainYAML.depthLimit {
          return refuse(number, "more than \(PlainYAML.depthLimit) lists in one another")
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      let isMark = Self.marks.contains(byte)
      mayBegin = isBlank || isMark || byte >= 0x80
      if !isBlank { isOpening = isMark || byte >= 0x80 }
    }
  }

  private static let marks = Array(",[]{}:?-".utf8)

  private mutating func refuse(_ line: Int, _ what: String) {
    problem = .init(line: line, detail: "\(what) are not accepted here, nor is a text that looks like them")
  }
}
