/// A function as edges between its statements: which write a use of a variable sees last, and which condition looked at the
/// variable before it is used.
///
/// Edges stand for the data-flow and guarded-by edges of program graphs (Allamanis, Brockschmidt and Khademi, Learning to
/// Represent Programs with Graphs, ICLR 2018, section 3), found in the order of the text: branches are not told apart, and what a
/// pointer points to counts as the pointer.
struct FlowTokens {
  /// Edges of one statement's uses, in order.
  private(set) var statements: [[String]] = []

  /// Reads statements whose variables are numbered.
  init(_ statements: [Statement]) {
    var writes: [String: String] = [:]
    var checks: [String: String] = [:]
    for statement in statements {
      let access = Access(statement)
      var edges: [String] = []
      for variable in access.used {
        if let write = writes[variable] { edges.append("flow:\(write)>\(access.kind)") }
        guard !access.isCondition else { continue }
        edges.append((checks[variable].map { "check:\($0)" } ?? "unchecked") + ">\(access.kind)")
      }
      self.statements.append(edges)
      for variable in access.written {
        writes[variable] = access.kind
        // What was checked is another value now.
        checks[variable] = nil
      }
      if access.isCondition { for variable in access.used { checks[variable] = access.kind } }
    }
  }

  /// What one statement does with variables.
  private struct Access {
    /// The statement's kind, with the first function it calls: "call:memcpy", "=:func", "if".
    let kind: String
    let isCondition: Bool
    /// Variables that are read, in order, each once.
    private(set) var used: [String] = []
    /// Variables that are written.
    private(set) var written: [String] = []

    init(_ statement: Statement) {
      let tokens = statement.tokens
      let opcode = statement.opcode
      let called = opcode == .functionHead ? nil : Self.calledFunction(tokens)
      kind = called.map { "\(opcode.name):\($0)" } ?? opcode.name
      isCondition = [.if, .elseIf, .while, .for, .switch].contains(opcode)
      var isInitialiser = false
      var isFirst = true
      for (index, token) in tokens.enumerated() {
        if opcode == .declaration, token == "=" || token == "," { isInitialiser = token == "=" }
        guard Self.isVariable(token) else { continue }
        let next = index + 1 < tokens.count ? tokens[index + 1] : ""
        let previous = index > 0 ? tokens[index - 1] : ""
        let isTarget = isFirst && opcode.isAssignment
        let isChanged = next == "++" || next == "--" || previous == "++" || previous == "--"
        let isDeclared = opcode == .declaration && !isInitialiser || opcode == .functionHead
        if isTarget || isChanged || isDeclared || previous == "&" || (opcode == .for && next == "=") {
          written.append(token)
        }
        let isRead = !(isTarget && opcode == .assignment) && !isDeclared && !(opcode == .for && next == "=")
        if isRead, !used.contains(token) { used.append(token) }
        isFirst = false
      }
    }

    private static func isVariable(_ token: String) -> Bool {
      token.hasPrefix("var") && token.dropFirst(3).allSatisfy(\.isNumber) && token.count > 3
    }

    /// The first name before a parenthesis; functions of the project are all `func`.
    private static func calledFunction(_ tokens: [String]) -> String? {
      for (token, next) in zip(tokens, tokens.dropFirst()) where next == "(" {
        guard let first = token.first, first.isLetter || first == "_", !isVariable(token) else { continue }
        if token == "sizeof" || token == "return" { continue }
        return token.hasPrefix("func") && token.dropFirst(4).allSatisfy(\.isNumber) ? "func" : token
      }
      return nil
    }
  }
}

extension Opcode {
  /// Whether the first variable of a statement of this kind is what is written.
  fileprivate var isAssignment: Bool {
    rawValue >= Opcode.assignment.rawValue && rawValue <= Opcode.shiftRightAssignment.rawValue
      || self == .increment
  }
}
