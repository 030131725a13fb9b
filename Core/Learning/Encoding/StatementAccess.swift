/// What one statement does with variables.
struct StatementAccess {
  /// The statement's kind, with the first function it calls.
  let kind: String
  /// Whether the statement decides which others run.
  let isCondition: Bool
  /// Variables that are read, in order, each once.
  private(set) var used: [String] = []
  /// Variables that are written.
  private(set) var written: [String] = []

  /// Reads a statement whose variables are numbered.
  init(_ statement: Statement) {
    let opcode = statement.opcode
    let called = opcode == .functionHead ? nil : Self.calledFunction(statement.tokens)
    kind = called.map { "\(opcode.name):\($0)" } ?? opcode.name
    isCondition = [.if, .elseIf, .while, .for, .switch].contains(opcode)
    let operands = StatementOperands(statement)
    for (index, token) in operands.tokens.enumerated() where operands.isVariable(at: index) {
      let isDeclared = operands.declared.contains(index)
      let isChanged = operands.changed.contains(index)
      if isDeclared || isChanged || operands.assigned.contains(index) { written.append(token) }
      let isRead = isChanged || !isDeclared && !operands.assigned.contains(index)
      if isRead, !used.contains(token) { used.append(token) }
    }
  }

  /// The first name before a parenthesis; functions of the project are all `func`.
  private static func calledFunction(_ tokens: [String]) -> String? {
    for (token, next) in zip(tokens, tokens.dropFirst()) where next == "(" {
      guard let first = token.first, first.isLetter || first == "_", !token.isNumbered("var") else {
        continue
      }
      if token == "sizeof" || token == "return" { continue }
      return token.isNumbered("func") ? "func" : token
    }
    return nil
  }
}

/// A statement's tokens with what its operators do to variables, all by their places.
///
/// What is not known from one statement alone is guessed as C is usually written: a parenthesis around words without variables,
/// numbers or calls is a cast.
struct StatementOperands {
  /// The tokens, with the operator that an assignment's opcode stands for.
  let tokens: [String]
  /// Variables that are declared.
  private(set) var declared: Set<Int> = []
  /// Variables that `=` gives another value, whatever they had.
  private(set) var assigned: Set<Int> = []
  /// Variables that are changed from the value they have: by `+=` and the like, by `++` and `--`, or by whom their address is
  /// given to.
  private(set) var changed: Set<Int> = []
  /// The place of each bracket's partner.
  private let partners: [Int: Int]

  init(_ statement: Statement) {
    var tokens = statement.tokens
    if let place = statement.operatorPlace { tokens.insert(statement.opcode.name, at: place) }
    self.tokens = tokens
    partners = Self.partners(in: tokens)
    for (index, token) in tokens.enumerated() {
      switch token {
      case "=":
        if let place = place(before: index) { assigned.insert(place) }
      case "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=":
        if let place = place(before: index) { changed.insert(place) }
      case "++", "--":
        if let place = endsOperand(index - 1) ? place(before: index) : place(after: index) {
          changed.insert(place)
        }
      case "&":
        if !endsOperand(index - 1), let place = place(after: index) { changed.insert(place) }
      default: break
      }
    }
    if statement.opcode == .functionHead || statement.opcode == .declaration { declared = declarators() }
  }

  /// Whether a variable is at a place; a member of one, which may share a name with it, is none.
  func isVariable(at index: Int) -> Bool {
    guard tokens[index].isNumbered("var") else { return false }
    return index == 0 || tokens[index - 1] != "." && tokens[index - 1] != "->"
  }

  private static func partners(in tokens: [String]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token {
      case "(", "[", "{": open.append(index)
      case ")", "]", "}":
        guard let start = open.popLast() else { continue }
        partners[start] = index
        partners[index] = start
      default: break
      }
    }
    return partners
  }

  /// The variables outside initial values and sizes.
  private func declarators() -> Set<Int> {
    var declared: Set<Int> = []
    var isInitialiser = false
    var depth = 0
    var index = 0
    while index < tokens.count {
      switch tokens[index] {
      case "[":
        // What is in brackets is an expression, wherever they are.
        index = partners[index] ?? index
      case "(", "{": depth += 1
      case ")", "}": depth -= 1
      case "=" where depth == 0: isInitialiser = true
      case "," where depth == 0: isInitialiser = false
      default: if !isInitialiser, isVariable(at: index) { declared.insert(index) }
      }
      index += 1
    }
    return declared
  }

  /// The variable that the expression before a place is, or is a part of or behind: `p` of `p`, `p[n]`, `p->n`, `*p++` and
  /// `*(p + n)`; nil for what a function returns.
  private func place(before end: Int) -> Int? {
    var index = end - 1
    while index >= 0 {
      switch tokens[index] {
      case "++", "--": index -= 1
      case "]":
        guard let open = partners[index] else { return nil }
        index = open - 1
      case ")":
        guard let open = partners[index], !isCalled(open) else { return nil }
        return (open..<index).first { isVariable(at: $0) }
      default:
        if index > 0, tokens[index - 1] == "." || tokens[index - 1] == "->" {
          index -= 2
          continue
        }
        return isVariable(at: index) ? index : nil
      }
    }
    return nil
  }

  /// The variable that the operand after a prefix operator is, or is a part of or behind.
  private func place(after start: Int) -> Int? {
    var index = start + 1
    while index < tokens.count, tokens[index] == "(" || tokens[index] == "*" { index += 1 }
    return index < tokens.count && isVariable(at: index) ? index : nil
  }

  /// Whether an operand ends at a place, so that an operator after it has two of them or stands behind its one.
  private func endsOperand(_ index: Int) -> Bool {
    guard index >= 0 else { return false }
    switch tokens[index] {
    case "return", "case", "else", "do", "sizeof": return false
    case "]": return true
    case ")": return !isCast(endingAt: index)
    case "++", "--": return endsOperand(index - 1)
    default: return isWord(index)
    }
  }

  private func isCast(endingAt index: Int) -> Bool {
    guard let open = partners[index], open + 1 < index, !isCalled(open) else { return false }
    return (open + 1..<index).allSatisfy { place in
      tokens[place] == "*"
        || isWord(place) && tokens[place] != "<num>" && tokens[place] != "<str>"
          && !tokens[place].isNumbered("var") && !tokens[place].isNumbered("func")
    }
  }

  /// Whether a parenthesis holds the operands of what is before it.
  private func isCalled(_ open: Int) -> Bool {
    open > 0 && tokens[open - 1] != "return" && tokens[open - 1] != "case"
      && (isWord(open - 1) || tokens[open - 1] == ")" || tokens[open - 1] == "]")
  }

  /// Whether a name, a number or a string is at a place.
  private func isWord(_ index: Int) -> Bool {
    guard let first = tokens[index].first else { return false }
    return first.isLetter || first == "_" || first == "<" && tokens[index].last == ">"
  }
}

extension String {
  /// Whether the text is a word with a number behind it, such as `var1`.
  fileprivate func isNumbered(_ word: String) -> Bool {
    count > word.count && hasPrefix(word) && dropFirst(word.count).allSatisfy(\.isNumber)
  }
}
