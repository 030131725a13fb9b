/// A function as edges between its statements, in words: which write a use of a variable sees last, and which condition looked at
/// the variable before it is used; see ``StatementFlow``.
struct FlowTokens {
  /// Edges of one statement's uses, in order.
  private(set) var statements: [[String]] = []

  /// Reads statements whose variables are numbered.
  init(_ statements: [Statement]) {
    let steps = StatementFlow(statements).steps
    self.statements = steps.map { step in
      var edges: [String] = []
      for use in step.uses {
        if let write = use.write { edges.append("flow:\(steps[write].kind)>\(step.kind)") }
        guard !step.isCondition else { continue }
        edges.append((use.check.map { "check:\(steps[$0].kind)" } ?? "unchecked") + ">\(step.kind)")
      }
      return edges
    }
  }
}
