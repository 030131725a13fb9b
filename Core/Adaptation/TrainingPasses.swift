/// The generators' forward passes of one step.
struct TrainingPasses {
  var source: JointPass
  var target: JointPass?
  fileprivate var shared: GeneratorPass?
  fileprivate var sourcePass: GeneratorPass?
  fileprivate var targetPass: GeneratorPass?

  /// What the objective sees of one domain's pass.
  struct JointPass {
    var z: Matrix
    var h: Matrix
  }
}

extension TrainingStep {
  /// Maps both mini-batches to the joint space, two generators at the same time.
  func forward(source: Batch, target: Batch?, dropoutSeed: UInt64?) -> TrainingPasses {
    guard networks.hasDualGenerators else {
      return forwardShared(source: source, target: target, dropoutSeed: dropoutSeed)
    }
    guard let target else {
      let pass = networks.sourceGenerator.forward(source, dropoutSeed: dropoutSeed)
      return TrainingPasses(source: .init(z: pass.z, h: pass.h), sourcePass: pass)
    }
    let (sourceGenerator, targetGenerator) = (networks.sourceGenerator, networks.targetGenerator)
    let (sourcePass, targetPass) = Parallel.both(
      { sourceGenerator.forward(source, dropoutSeed: dropoutSeed) },
      // Each domain draws from numbers of its own, whatever thread runs first.
      { targetGenerator.forward(target, dropoutSeed: dropoutSeed.map { ~$0 }) })
    return TrainingPasses(
      source: .init(z: sourcePass.z, h: sourcePass.h),
      target: .init(z: targetPass.z, h: targetPass.h), sourcePass: sourcePass, targetPass: targetPass)
  }

  /// One generator reads both domains as one batch, source rows first.
  private func forwardShared(source: Batch, target: Batch?, dropoutSeed: UInt64?) -> TrainingPasses {
    let batch = target.map { source.appending($0) } ?? source
    let pass = networks.sourceGenerator.forward(batch, dropoutSeed: dropoutSeed)
    let sourceRows = 0..<source.count
    let targetRows = source.count..<batch.count
    return TrainingPasses(
      source: .init(z: pass.z.rows(sourceRows), h: pass.h.rows(sourceRows)),
      target: target.map { _ in .init(z: pass.z.rows(targetRows), h: pass.h.rows(targetRows)) },
      shared: pass)
  }

  /// Back-propagates the summed gradients through the generators.
  func backward(_ passes: TrainingPasses, _ gradients: JointGradients) {
    if let shared = passes.shared {
      let both = Matrix(rows: shared.z.rows, columns: shared.z.columns)
      both.replaceRows(from: 0, with: gradients.sourceZ)
      if let targetZ = gradients.targetZ {
        both.replaceRows(from: gradients.sourceZ.rows, with: targetZ)
      }
      networks.sourceGenerator.backward(shared, gradientOfZ: both)
      return
    }
    guard let sourcePass = passes.sourcePass else { return }
    guard let targetPass = passes.targetPass, let targetZ = gradients.targetZ else {
      networks.sourceGenerator.backward(sourcePass, gradientOfZ: gradients.sourceZ)
      return
    }
    let (sourceGenerator, targetGenerator) = (networks.sourceGenerator, networks.targetGenerator)
    let sourceZ = gradients.sourceZ
    _ = Parallel.both(
      { sourceGenerator.backward(sourcePass, gradientOfZ: sourceZ) },
      { targetGenerator.backward(targetPass, gradientOfZ: targetZ) })
  }
}
