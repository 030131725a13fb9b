/// How values of variables flow between a function's statements: which write a use sees last, which condition looked at the
/// variable since, and which write a write replaces.
///
/// These are the data-flow and guarded-by edges of program graphs (Allamanis, Brockschmidt and Khademi, Learning to
/// Represent Programs with Graphs, ICLR 2018, section 3), found in the order of the text: branches are not told apart, what a
/// pointer points to counts as the pointer, and a member as the variable that it is a member of.
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
      // A condition looks at what it has just assigned as well.
      if access.isCondition { for variable in access.used + access.written { checks[variable] = number } }
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
