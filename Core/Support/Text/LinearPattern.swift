/// A regular expression whose search time grows in proportion to the text, whatever the expression and the text are.
///
/// All ways through the expression are followed side by side (Thompson, Regular Expression Search Algorithm,
/// CACM 1968; Pike's order of threads gives the match that Perl would find), so nothing is ever tried again. What this
/// rules out, references back and looking around, is refused. Upper and lower case are the same, and `^` and `$` hold
/// at every line.
struct LinearPattern: Sendable {
  /// What a step of the program does.
  enum Instruction: Sendable {
    /// Takes a character of a class.
    case take(CharacterClass)
    /// Goes on at both places, the first of them rather.
    case fork(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case found
  }

  /// What must hold between two characters.
  enum Assertion: Sendable {
    case lineStart, lineEnd, wordBoundary, noWordBoundary
  }

  /// The longest program, in steps; with the length of a text it bounds the time of a search.
  static let programLimit = 2_000

  private let program: [Instruction]
  /// The characters a match can begin with; nil when it can be empty.
  private let firstCharacters: [CharacterClass]?

  /// Compiles an expression.
  ///
  /// - Throws: ``PatternProblem``.
  init(_ expression: String) throws(PatternProblem) {
    program = try PatternCompiler.program(of: PatternParser.node(of: expression))
    firstCharacters = Self.firstCharacters(of: program)
  }

  /// The first match, and of those that begin there the one that the expression prefers.
  ///
  /// - Parameters:
  ///   - text: The characters.
  ///   - start: Where to begin.
  ///   - shouldStop: Whether to give up; asked every few thousand characters.
  /// - Returns: The range of the match; nil without any, or after giving up.
  func firstMatch(
    in text: [Unicode.Scalar], from start: Int = 0, shouldStop: () -> Bool = { false }
  ) -> Range<Int>? {
    var current = Threads(capacity: program.count)
    var next = Threads(capacity: program.count)
    var best: Range<Int>?
    var position = start
    while true {
      if best == nil {
        if current.isEmpty, let firstCharacters {
          while position < text.count, !firstCharacters.contains(where: { $0.contains(text[position]) }) {
            position += 1
          }
          if position == text.count { return nil }
        }
        add(0, start: position, at: position, in: text, to: &current)
      }
      if current.isEmpty {
        if best != nil || position == text.count { return best }
        // Nothing can begin here: an assertion does not hold.
        position += 1
        current.removeAll()
        continue
      }
      for index in 0..<current.count {
        let (step, begin) = current[index]
        switch program[step] {
        case .take(let characters):
          if position < text.count, characters.contains(text[position]) {
            add(step + 1, start: begin, at: position + 1, in: text, to: &next)
          }
          continue
        case .found: best = begin..<position
        case .fork, .jump, .assert: preconditionFailure("threads wait at characters only")
        }
        // Threads after a match are worse ones.
        break
      }
      guard position < text.count else { return best }
      position += 1
      if position.isMultiple(of: 4_096), shouldStop() { return nil }
      swap(&current, &next)
      next.removeAll()
    }
  }

  /// Whether there is a match.
  func matches(_ text: [Unicode.Scalar]) -> Bool { firstMatch(in: text) != nil }

  /// Adds a thread at each character that can be taken next, best first; each place once.
  private func add(
    _ step: Int, start: Int, at position: Int, in text: [Unicode.Scalar], to threads: inout Threads
  ) {
    var pending = [step]
    while let step = pending.popLast() {
      guard threads.visit(step) else { continue }
      switch program[step] {
      case .take, .found: threads.append(step, start: start)
      case .jump(let target): pending.append(target)
      case .fork(let first, let second): pending += [second, first]
      case .assert(let assertion):
        if assertion.holds(at: position, in: text) { pending.append(step + 1) }
      }
    }
  }

  private static func firstCharacters(of program: [Instruction]) -> [CharacterClass]? {
    var found: [CharacterClass] = []
    var visited = Set<Int>()
    var pending = [0]
    while let step = pending.popLast() {
      guard visited.insert(step).inserted else { continue }
      switch program[step] {
      case .take(let characters): found.append(characters)
      case .found: return nil
      case .jump(let target): pending.append(target)
      case .fork(let first, let second): pending += [first, second]
      case .assert: pending.append(step + 1)
      }
    }
    return found
  }

  /// The places in the program that are being followed, best first.
  private struct Threads {
    private var steps: [(step: Int, start: Int)] = []
    /// The round in which each place was last visited.
    private var visits: [Int]
    private var round = 1

    init(capacity: Int) {
      visits = [Int](repeating: 0, count: capacity)
      steps.reserveCapacity(capacity)
    }

    var isEmpty: Bool { steps.isEmpty }
    var count: Int { steps.count }
    subscript(index: Int) -> (step: Int, start: Int) { steps[index] }

    mutating func visit(_ step: Int) -> Bool {
      guard visits[step] != round else { return false }
      visits[step] = round
      return true
    }

    mutating func append(_ step: Int, start: Int) { steps.append((step, start)) }

    mutating func removeAll() {
      steps.removeAll(keepingCapacity: true)
      round += 1
    }
  }
}

extension LinearPattern.Assertion {
  fileprivate func holds(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    switch self {
    case .lineStart: position == 0 || text[position - 1] == "\n"
    case .lineEnd: position == text.count || text[position] == "\n"
    case .wordBoundary: Self.isBoundary(position, text)
    case .noWordBoundary: !Self.isBoundary(position, text)
    }
  }

  private static func isBoundary(_ position: Int, _ text: [Unicode.Scalar]) -> Bool {
    let before = position > 0 && CharacterClass.word.contains(text[position - 1])
    let after = position < text.count && CharacterClass.word.contains(text[position])
    return before != after
  }
}
