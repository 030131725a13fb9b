/// How values of variables flow between a function's statements: which write a use sees last, which condition looked at the
/// variable since, and which write a write replaces.
///
/// These are the data-flow and guarded-by edges of program graphs (Allamanis, Brockschmidt and Khademi, Learning to
/// Represent Programs with Graphs, ICLR 2018, section 3), found in the order of the text: branches are not told apart, and what a
/// pointer points to counts as the pointer.
struct StatementFlow {
  /// A statement's use of a variable.
  struct Use {
    /// The statement that wrote the variable last; nil for none.
    var write: Int?
    /// The condition that looked at it since; nil for none.
    var check: Int?
  }

  /// What one statement has to do with statements before it.
  struct Step {
    /// The statement's kind, with the first function it calls: "call:memcpy", "=:func", "if".
    var kind: String
    /// Whether the statement decides which others run.
    var isCondition: Bool
    /// Its uses of variables, in order, each variable once.
    var uses: [Use] = []
    /// The write that each of its own replaces.
    var replaced: [Int] = []
  }

  /// One step a statement.
  private(set) var steps: [Step] = []

  /// Reads statements whose variables are numbered.
  init(_ statements: [Statement]) {
    var writes: [String: Int] = [:]
    var checks: [String: Int] = [:]
    for (number, statement) in statements.enumerated() {
      let access = StatementAccess(statement)
      var step = Step(kind: access.kind, isCondition: access.isCondition)
      for variable in access.used {
        step.uses.append(Use(write: writes[variable], check: checks[variable]))
      }
      for variable in access.written {
        if let earlier = writes.updateValue(number, forKey: variable), earlier != number {
          step.replaced.append(earlier)
        }
        // What was checked is another value now.
        checks[variable] = nil
      }
      if access.isCondition { for variable in access.used { checks[variable] = number } }
      steps.append(step)
    }
  }

  /// The edges of the function's graph, in order, each once; those to the next statement are left out.
  var edges: [StatementEdge] {
    var edges: Set<StatementEdge> = []
    for (number, step) in steps.enumerated() {
      func add(_ kind: StatementEdge.Kind, from: Int) {
        edges.insert(StatementEdge(kind: kind, from: Int32(from), to: Int32(number)))
      }
      for use in step.uses {
        if let write = use.write { add(.definitionToUse, from: write) }
        if let check = use.check, !step.isCondition { add(.guard, from: check) }
      }
      for earlier in step.replaced { add(.lastWrite, from: earlier) }
    }
    return edges.sorted()
  }
}

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

extension Opcode {
  /// Whether the first variable of a statement of this kind is what is written.
  fileprivate var isAssignment: Bool {
    rawValue >= Opcode.assignment.rawValue && rawValue <= Opcode.shiftRightAssignment.rawValue
      || self == .increment
  }
}
