/// Makes the program of an expression.
struct PatternCompiler {
  private var program: [LinearPattern.Instruction] = []

  /// The program of an expression's parts.
  ///
  /// - Throws: ``PatternProblem`` when it becomes too long.
  static func program(of node: PatternNode) throws(PatternProblem) -> [LinearPattern.Instruction] {
    var compiler = PatternCompiler()
    try compiler.add(node)
    try compiler.append(.found)
    return compiler.program
  }

  private mutating func append(_ instruction: LinearPattern.Instruction) throws(PatternProblem) {
    guard program.count < LinearPattern.programLimit else {
      throw PatternProblem(reason: "is too long, with its repetitions written out; repeat less")
    }
    program.append(instruction)
  }

  private mutating func add(_ node: PatternNode) throws(PatternProblem) {
    switch node {
    case .nothing: break
    case .characters(let characters): try append(.take(characters))
    case .assertion(let assertion): try append(.assert(assertion))
    case .sequence(let parts): for part in parts { try add(part) }
    case .choice(let branches):
      var jumps: [Int] = []
      for branch in branches.dropLast() {
        let fork = program.count
        try append(.fork(0, 0))
        try add(branch)
        jumps.append(program.count)
        try append(.jump(0))
        program[fork] = .fork(fork + 1, program.count)
      }
      if let last = branches.last { try add(last) }
      for jump in jumps { program[jump] = .jump(program.count) }
    case .repetition(let node, let minimum, let maximum, let prefersFewer):
      let start = program.count
      for _ in 0..<minimum {
        try add(node)
        // What stands for nothing does so however often.
        if program.count == start { break }
      }
      if let maximum {
        var forks: [Int] = []
        for _ in minimum..<maximum {
          forks.append(program.count)
          try append(.fork(0, 0))
          try add(node)
        }
        for fork in forks { setFork(fork, fork + 1, program.count, prefersFewer) }
      } else {
        let fork = program.count
        try append(.fork(0, 0))
        try add(node)
        try append(.jump(fork))
        setFork(fork, fork + 1, program.count, prefersFewer)
      }
    }
  }

  private mutating func setFork(_ fork: Int, _ more: Int, _ enough: Int, _ prefersFewer: Bool) {
    program[fork] = prefersFewer ? .fork(enough, more) : .fork(more, enough)
  }
}
