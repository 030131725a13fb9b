import Foundation

/// A task on altered functions of both projects, whose answers nobody had to label: the mean cross-entropy of a linear head that
/// learns with the generator (Sun, Tzeng, Darrell and Efros, Unsupervised Domain Adaptation through Self-Supervision, 2019);
/// see ``AlteredFunctions``.
struct SelfSupervisedTerm: ObjectiveTerm {
  /// What is asked.
  enum Task: String, Sendable, CaseIterable {
    /// Which opcode is hidden, of each statement whose opcode is.
    case maskedOpcode = "masked-opcode"
    /// Whether a function's parts have changed places.
    case statementOrder = "statement-order"
    /// Whether a function's second part is of the other project.
    case projectStyle = "project-style"
  }

  /// What is asked.
  let task: Task
  /// Functions of both projects are altered.
  let readsTarget = true

  /// Creates the term of a task.
  init(_ task: Task) { self.task = task }

  var name: String { task.rawValue }

  /// Computes the term and adds `weight` times its gradients, the head's own included; see ``ObjectiveTerm``.
  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let points = space.altered, let tasks = heads.tasks, let gradientOfZ = gradients.alteredZ,
      let gradientOfOutputs = gradients.alteredOutputs
    else { preconditionFailure("the tasks need altered functions and their heads") }
    switch task {
    case .maskedOpcode:
      return tasks.opcode.addTask(at: points.outputs, to: gradientOfOutputs) { logits, gradient in
        Self.softmax(logits, classes: points.opcodes, weight: weight, into: gradient)
      }
    case .statementOrder:
      return tasks.order.addTask(at: points.z, to: gradientOfZ) { logits, gradient in
        Self.logistic(logits, answers: points.isTurned, weight: weight, into: gradient)
      }
    case .projectStyle:
      return tasks.project.addTask(at: points.z, to: gradientOfZ) { logits, gradient in
        Self.logistic(logits, answers: points.isForeign, weight: weight, into: gradient)
      }
    }
  }

  /// Mean −log softmax of the right class over rows of logits; adds `weight` times the gradient. 0 without rows.
  static func softmax(_ logits: Matrix, classes: [UInt8], weight: Float, into gradient: Matrix) -> Float {
    guard logits.rows > 0 else { return 0 }
    let scale = weight / Float(logits.rows)
    var total = 0.0
    for (number, right) in classes.enumerated() {
      let (row, slopes) = (logits.row(number), gradient.row(number))
      let largest = (0..<logits.columns).reduce(-Float.infinity) { max($0, row[$1]) }
      let sum = (0..<logits.columns).reduce(Float(0)) { $0 + exp(row[$1] - largest) }
      total += Double(log(sum) + largest - row[Int(right)])
      for column in 0..<logits.columns { slopes[column] += scale * exp(row[column] - largest) / sum }
      slopes[Int(right)] -= scale
    }
    return Float(total / Double(logits.rows))
  }

  /// Mean cross-entropy of one logit over the rows that have an answer; adds `weight` times the gradient. 0 without any.
  static func logistic(_ logits: Matrix, answers: [Bool?], weight: Float, into gradient: Matrix) -> Float {
    let count = answers.count { $0 != nil }
    guard count > 0 else { return 0 }
    var total = 0.0
    for (row, answer) in answers.enumerated() {
      guard let answer else { continue }
      let logit = logits[row, 0]
      total += Double(softplus(answer ? -logit : logit))
      gradient[row, 0] += weight / Float(count) * (answer ? -sigmoid(-logit) : sigmoid(logit))
    }
    return Float(total / Double(count))
  }
}

extension MLP {
  /// The loss of this head at points, whose gradient `loss` adds to that of the logits; head and points get theirs.
  fileprivate func addTask(
    at points: Matrix, to gradientOfPoints: Matrix, loss: (_ logits: Matrix, _ gradient: Matrix) -> Float
  ) -> Float {
    let pass = forward(points)
    let gradient = Matrix(rows: points.rows, columns: pass.output.columns)
    let value = loss(pass.output, gradient)
    gradientOfPoints.add(backward(pass, gradientOfOutput: gradient))
    return value
  }
}
