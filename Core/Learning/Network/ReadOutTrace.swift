/// What a read-out other than `flatten` made of the outputs of all statements.
///
/// Outputs and features are in the plan's sorted order. Means and largest values are over real statements, with
/// masks and without; a function without statements has the feature zero.
struct ReadOutTrace: @unchecked Sendable {
  /// What the joint layer reads [B, F].
  let features: Matrix
  /// Step of each largest value [B · 2H]; empty where the read-out has none.
  let largestSteps: [Int32]

  /// Reads `outputs` [B, steps · 2H] out.
  init(_ outputs: Matrix, _ plan: BatchPlan, _ configuration: GeneratorConfiguration) {
    let width = 2 * configuration.hiddenSize
    features = Matrix(rows: plan.count, columns: configuration.featureSize)
    var largest: [Int32] = []
    switch configuration.readOut {
    case .flatten: break
    case .last:
      for row in 0..<plan.count {
        LastStates(configuration, plan, row).copy(from: outputs, to: features.row(row))
      }
    case .mean: Self.addMeans(outputs, plan, width, features, column: 0)
    case .max: largest = Self.addLargest(outputs, plan, width, features, column: 0)
    case .meanMax:
      Self.addMeans(outputs, plan, width, features, column: 0)
      largest = Self.addLargest(outputs, plan, width, features, column: width)
    }
    largestSteps = largest
  }

  private static func addMeans(
    _ outputs: Matrix, _ plan: BatchPlan, _ width: Int, _ features: Matrix, column: Int
  ) {
    for row in 0..<plan.count where plan.lengths[row] > 0 {
      let sum = features.row(row) + column
      for step in 0..<plan.lengths[row] {
        VectorMath.addScaled(width, 1, outputs.row(row) + step * width, sum)
      }
      VectorMath.scale(width, 1 / Float(plan.lengths[row]), sum)
    }
  }

  private static func addLargest(
    _ outputs: Matrix, _ plan: BatchPlan, _ width: Int, _ features: Matrix, column: Int
  ) -> [Int32] {
    var steps = [Int32](repeating: 0, count: plan.count * width)
    for row in 0..<plan.count where plan.lengths[row] > 0 {
      let best = features.row(row) + column
      best.update(from: outputs.row(row), count: width)
      for step in 1..<max(1, plan.lengths[row]) {
        let values = outputs.row(row) + step * width
        for k in 0..<width where values[k] > best[k] {
          best[k] = values[k]
          steps[row * width + k] = Int32(step)
        }
      }
    }
    return steps
  }

  /// Spreads the gradient of the features [B, F] over `outputs` [B, steps · 2H], which holds zeros.
  func spread(
    _ gradient: Matrix, _ plan: BatchPlan, _ configuration: GeneratorConfiguration, outputs: Matrix
  ) {
    let width = 2 * configuration.hiddenSize
    for row in 0..<plan.count {
      let from = gradient.row(row)
      let count = plan.lengths[row]
      if configuration.readOut == .last {
        LastStates(configuration, plan, row).add(from, to: outputs)
        continue
      }
      if configuration.readOut != .max {
        for step in 0..<count {
          VectorMath.addScaled(width, 1 / Float(count), from, outputs.row(row) + step * width)
        }
      }
      if configuration.readOut != .mean, count > 0 {
        let part = configuration.readOut == .meanMax ? from + width : from
        for k in 0..<width {
          outputs.row(row)[Int(largestSteps[row * width + k]) * width + k] += part[k]
        }
      }
    }
  }
}

/// Where a function's last hidden states stand among its outputs.
struct LastStates {
  private let row: Int
  private let hidden: Int
  /// Step of the last forward state; −1 when there is none.
  private let step: Int

  init(_ configuration: GeneratorConfiguration, _ plan: BatchPlan, _ row: Int) {
    self.row = row
    hidden = configuration.hiddenSize
    step = (configuration.masksPadding ? plan.lengths[row] : plan.steps) - 1
  }

  /// Copies both states [2H]; a function without statements has zeros.
  func copy(from outputs: Matrix, to target: UnsafeMutablePointer<Float>) {
    guard step >= 0 else { return target.update(repeating: 0, count: 2 * hidden) }
    target.update(from: outputs.row(row) + step * 2 * hidden, count: hidden)
    (target + hidden).update(from: outputs.row(row) + hidden, count: hidden)
  }

  /// Adds a gradient of both states to the outputs they came from.
  func add(_ gradient: UnsafePointer<Float>, to outputs: Matrix) {
    guard step >= 0 else { return }
    VectorMath.addScaled(hidden, 1, gradient, outputs.row(row) + step * 2 * hidden)
    VectorMath.addScaled(hidden, 1, gradient + hidden, outputs.row(row) + hidden)
  }
}
