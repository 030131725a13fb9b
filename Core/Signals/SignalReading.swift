/// A function as signals read it: its calls, the places it names, its declarations and its comparisons.
///
/// - Complexity: O(*n*) in the number of tokens to make.
struct SignalReading {
  let function: FunctionTokens
  /// The function's own name.
  let name: String
  /// Identifiers and keywords as written; empty for other tokens.
  let words: [String]
  /// The statements in the order in which they begin.
  let spans: [StatementSpan]
  /// ``loops``, for those that look at few of them.
  let allLoops: [StatementSpan]
  /// The first token of the body.
  let body: Int
  var allCalls: [SignalCall] = []
  /// For each token the index of the inmost call whose parentheses it stands in, and of the call that it names; -1 for none.
  var inmostCalls: [Int32] = []
  var namedCalls: [Int32] = []
  /// Indices into ``allCalls`` by name, of those that are no members.
  private var callsByName: [String: [Int]] = [:]
  /// ``places``, for those that look at few of them.
  private(set) var allPlaces: [NamedPlace] = []
  /// Indices into ``allCalls`` of those that ask for a length, in order, by the text of what they measure.
  var measuringCalls: [String: [Int]] = [:]
  /// Indices into ``allPlaces`` by path.
  private(set) var mentions: [String: [Int]] = [:]
  /// Mentions of elements and of what pointers point to, by path, in order; see ``values(in:)``.
  var elements: [String: [NamedPlace]] = [:]
  /// All of these, and for each token the index of the one whose variable it is; -1 for none.
  var allElements: [NamedPlace] = []
  var elementStarts: [Int32] = []
  /// The mentions at which a path is changed, in order, by path.
  var allChanges: [String: [NamedPlace]] = [:]
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
  /// The bodies of loops and of `switch`, in order, and for each token the index of the inmost around it; -1 for none.
  var allBodies: [SignalBody] = []
  var inmostBodies: [Int32] = []
  /// Indices into ``spans`` of statements that leave a block for certain, in order, by the block's brace.
  var exits: [Int32: [Int32]] = [:]
  /// The tokens of labels, by name.
  var labels: [String: Int] = [:]
  /// What is left to look at for the signal that is sought.
  let meter: SignalMeter

  init(_ function: FunctionTokens, name: String, meter: SignalMeter? = nil) {
    self.function = function
    self.name = name
    self.meter = meter ?? SignalMeter(tokens: function.count)
    let head = HeadSpan(function)
    let names = NameRoles(function, head: head, ownName: name, keepsLibraryNames: true)
    let spans = StatementScanner.spans(of: function, head: head, startsDeclaration: names.startsDeclaration)
      .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    self.spans = spans
    allLoops = spans.filter { $0.opcode == .for || $0.opcode == .while }
    body = head.map { min($0.body + 1, function.count) } ?? 0
    words = (0..<function.count).map { index in
      let kind = function.tokens[index].kind
      return kind == .identifier || kind == .keyword ? function.text(at: index) : ""
    }
    statements = Self.inmost(of: spans.map(\.tokens), count: function.count)
    blocks = Self.blocks(of: function)
    findBodies()
    findExits()
    findCalls()
    findMeasuringCalls()
    findPlaces()
    declarations = SignalDeclaration.all(in: self, head: head)
    findElements()
    findChanges()
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

  /// Texts of more tokens are cut off.
  private static let textLimit = 256

  /// The source of tokens, on one line, with blanks only between words.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    for index in range.prefix(Self.textLimit) where index < count {
      let piece = function.text(at: index)
      if let last = text.utf8.last, Self.isWordByte(last), let first = piece.utf8.first,
        Self.isWordByte(first)
      {
        text += " "
      }
      text += piece
    }
    return range.count > Self.textLimit ? text + "…" : text
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
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

  /// Calls within more calls are not read: each looks at all that it is given.
  private static let callDepth = 16

  /// No calls and places are read in statements of more tokens, each of which may look at the whole statement.
  private static let statementLimit = 4_096

  private func isReadable(_ token: Int) -> Bool {
    statement(at: token).map { $0.count <= Self.statementLimit } ?? true
  }

  private mutating func findCalls() {
    var open: [Int] = []
    for index in body..<max(body, count)
    where function.tokens[index].kind == .identifier && self.is(.leftParen, at: index + 1) {
      guard let close = function.partner(of: index + 1), isReadable(index) else { continue }
      while let last = open.last, last < index { open.removeLast() }
      guard open.count < Self.callDepth else { continue }
      open.append(close)
      if !function.isMember(index) { callsByName[words[index], default: []].append(allCalls.count) }
      allCalls.append(
        SignalCall(name: words[index], token: index, close: close, arguments: arguments(index + 1, close)))
    }
    inmostCalls = Self.inmost(of: allCalls.map { $0.token + 1..<$0.close }, count: count)
    namedCalls = [Int32](repeating: -1, count: count)
    for (number, call) in allCalls.enumerated() { namedCalls[call.token] = Int32(number) }
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
      guard function.tokens[index].kind == .identifier, !function.isMember(index), isReadable(index) else {
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
