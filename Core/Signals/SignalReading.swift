/// A function as signals read it: its calls, the places it names, its declarations and its comparisons.
///
/// - Complexity: O(*n*) in the number of tokens to make.
struct SignalReading {
  let function: FunctionTokens
  /// The function's own name.
  let name: String
  /// Identifiers and keywords as written; empty for other tokens.
  let words: [String]
  let spans: [StatementSpan]
  /// The first token of the body.
  let body: Int
  private var allCalls: [SignalCall] = []
  /// Indices into ``allCalls`` by name, of those that are no members.
  private var callsByName: [String: [Int]] = [:]
  /// ``places``, for those that look at few of them.
  private(set) var allPlaces: [NamedPlace] = []
  /// Indices into ``allPlaces`` by path.
  private(set) var mentions: [String: [Int]] = [:]
  /// Mentions of elements and of what pointers point to, by path, in order; see ``values(in:)``.
  var elements: [String: [NamedPlace]] = [:]
  /// All of these, and for each token the index of the one whose variable it is; -1 for none.
  var allElements: [NamedPlace] = []
  var elementStarts: [Int32] = []
  /// What is declared, parameters included, by name.
  private(set) var declarations: [String: SignalDeclaration] = [:]
  /// Token indices of comparisons of a path with anything but nothing, in order, by path.
  private(set) var comparisons: [String: [Int]] = [:]
  /// What keeps a path from being large, in order, by path.
  private(set) var sizeBounds: [String: [SizeBound]] = [:]
  /// The statement each token belongs to, as an index into ``spans``; -1 for none.
  let statements: [Int32]
  /// The left brace of the innermost block around each token; -1 outside of all.
  let blocks: [Int32]
  /// What is left to look at for the signal that is sought.
  let meter: SignalMeter

  init(_ function: FunctionTokens, name: String, meter: SignalMeter? = nil) {
    self.function = function
    self.name = name
    self.meter = meter ?? SignalMeter(tokens: function.count)
    let head = HeadSpan(function)
    let names = NameRoles(function, head: head, ownName: name, keepsLibraryNames: true)
    let spans = StatementScanner.spans(of: function, head: head, startsDeclaration: names.startsDeclaration)
    self.spans = spans
    body = head.map { min($0.body + 1, function.count) } ?? 0
    words = (0..<function.count).map { index in
      let kind = function.tokens[index].kind
      return kind == .identifier || kind == .keyword ? function.text(at: index) : ""
    }
    var statements = [Int32](repeating: -1, count: function.count)
    // Spans of inner statements come later and overwrite what lies around them.
    for (number, span) in spans.enumerated() {
      for token in span.tokens { statements[token] = Int32(number) }
    }
    self.statements = statements
    blocks = Self.blocks(of: function)
    findCalls()
    findPlaces()
    declarations = SignalDeclaration.all(in: self, head: head)
    findElements()
    comparisons = ComparedPlaces.all(in: self)
    sizeBounds = SizeBound.all(in: self)
  }

  var count: Int { function.count }

  /// The calls in the body, in order; none when the signal has looked at too much.
  var calls: [SignalCall] { meter.take(allCalls.count) ? allCalls : [] }

  /// Every mention of a variable or of a member, in order; none when the signal has looked at too much. See ``NamedPlace``.
  var places: [NamedPlace] { meter.take(allPlaces.count) ? allPlaces : [] }

  /// The tokens from one to before another; none where that stands before, as in code that is not whole.
  static func tokens(from start: Int, to end: Int) -> Range<Int> { start..<max(start, end) }

  /// The statement that holds a token, as tokens.
  func statement(at token: Int) -> Range<Int>? {
    let number = statements[token]
    return number >= 0 ? spans[Int(number)].tokens : nil
  }

  /// The kind of the statement that holds a token.
  func opcode(at token: Int) -> Opcode? {
    let number = statements[token]
    return number >= 0 ? spans[Int(number)].opcode : nil
  }

  func `is`(_ punctuator: CPunctuator, at index: Int) -> Bool {
    index >= 0 && function.isPunctuator(punctuator, at: index)
  }

  /// The source of tokens, on one line, with blanks only between words.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    for index in range where index < count {
      let piece = function.text(at: index)
      if let last = text.utf8.last, Self.isWordByte(last), let first = piece.utf8.first,
        Self.isWordByte(first)
      {
        text += " "
      }
      text += piece
    }
    return text
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func blocks(of function: FunctionTokens) -> [Int32] {
    var blocks = [Int32](repeating: -1, count: function.count)
    var open: [Int32] = []
    for index in 0..<function.count {
      if function.tokens[index].is(.rightBrace), let partner = function.partner(of: index),
        open.last == Int32(partner)
      {
        open.removeLast()
      }
      blocks[index] = open.last ?? -1
      if function.tokens[index].is(.leftBrace), function.partner(of: index) != nil {
        open.append(Int32(index))
      }
    }
    return blocks
  }
}

// MARK: Calls and places

extension SignalReading {
  /// How many members a path may lead through: signals look at each of its beginnings.
  static let memberLimit = 64

  /// The calls of functions of certain names, in order.
  func calls(of names: Set<String>) -> [SignalCall] {
    guard meter.take(allCalls.count) else { return [] }
    let found =
      names.count < callsByName.count
      ? names.flatMap { callsByName[$0] ?? [] }
      : callsByName.filter { names.contains($0.key) }.flatMap(\.value)
    return found.sorted().map { allCalls[$0] }
  }

  private mutating func findCalls() {
    for index in body..<max(body, count)
    where function.tokens[index].kind == .identifier && self.is(.leftParen, at: index + 1) {
      guard let close = function.partner(of: index + 1) else { continue }
      if !function.isMember(index) { callsByName[words[index], default: []].append(allCalls.count) }
      allCalls.append(
        SignalCall(name: words[index], token: index, close: close, arguments: arguments(index + 1, close)))
    }
  }

  private func arguments(_ open: Int, _ close: Int) -> [Range<Int>] {
    guard close > open + 1 else { return [] }
    var arguments: [Range<Int>] = []
    var start = open + 1
    var index = start
    while index < close {
      let token = function.tokens[index]
      if token.is(.comma) {
        arguments.append(start..<index)
        start = index + 1
      } else if token.is(.leftParen) || token.is(.leftBracket) || token.is(.leftBrace),
        let partner = function.partner(of: index), partner > index, partner < close
      {
        index = partner
      }
      index += 1
    }
    arguments.append(start..<close)
    return arguments
  }

  private mutating func findPlaces() {
    var index = body
    while index < count {
      guard function.tokens[index].kind == .identifier, !function.isMember(index) else {
        index += 1
        continue
      }
      var end = index + 1
      var path = words[index]
      var members = 0
      while end + 1 < count, self.is(.arrow, at: end) || self.is(.dot, at: end),
        function.tokens[end + 1].kind == .identifier
      {
        path += (self.is(.arrow, at: end) ? "->" : ".") + words[end + 1]
        end += 2
        members += 1
      }
      if members <= Self.memberLimit, !self.is(.leftParen, at: end) {
        mentions[path, default: []].append(allPlaces.count)
        allPlaces.append(NamedPlace(path: path, tokens: index..<end))
      }
      index = end
    }
  }
}
