/// The generators' forward passes of one step.
struct TrainingPasses {
  var source: JointPass
  var target: JointPass?
  fileprivate var kept: Kept

  /// What the objective sees of one domain's pass.
  struct JointPass {
    var z: Matrix
    var h: Matrix
  }

  /// What the backward passes need.
  fileprivate enum Kept {
    /// One generator has read both domains as one batch, source rows first.
    case shared(GeneratorPass)
    /// Each generator has read its own domain.
    case separate(source: GeneratorPass, target: GeneratorPass?)
  }
}

extension TrainingStep {
  /// Maps both mini-batches to the joint space, two generators at the same time.
  func forward(source: Batch, target: Batch?, dropoutSeed: UInt64?) -> TrainingPasses {
    guard networks.hasDualGenerators else {
      return forwardShared(source: source, target: target, dropoutSeed: dropoutSeed)
    }
    let (sourceGenerator, targetGenerator) = (networks.sourceGenerator, networks.targetGenerator)
    let (sourcePass, targetPass) = Parallel.both(
      { sourceGenerator.forward(source, dropoutSeed: dropoutSeed) },
      // Each domain draws from numbers of its own, whatever thread runs first.
      { target.map { targetGenerator.forward($0, dropoutSeed: dropoutSeed.map { ~$0 }) } })
    return TrainingPasses(
      source: .init(z: sourcePass.z, h: sourcePass.h), target: targetPass.map { .init(z: $0.z, h: $0.h) },
      kept: .separate(source: sourcePass, target: targetPass))
  }

  private func forwardShared(source: Batch, target: Batch?, dropoutSeed: UInt64?) -> TrainingPasses {
    let batch = target.map { source.appending($0) } ?? source
    let pass = networks.sourceGenerator.forward(batch, dropoutSeed: dropoutSeed)
    let sourceRows = 0..<source.count
    let targetRows = source.count..<batch.count
    return TrainingPasses(
      source: .init(z: pass.z.rows(sourceRows), h: pass.h.rows(sourceRows)),
      target: target.map { _ in .init(z: pass.z.rows(targetRows), h: pass.h.rows(targetRows)) },
      kept: .shared(pass))
  }

  /// Back-propagates the summed gradients through the generators.
  func backward(_ passes: TrainingPasses, _ gradients: JointGradients) {
    let (sourceZ, targetZ) = (gradients.sourceZ, gradients.targetZ)
    switch passes.kept {
    case .shared(let pass):
      let both = Matrix(rows: pass.z.rows, columns: pass.z.columns)
      both.replaceRows(from: 0, with: sourceZ)
      if let targetZ { both.replaceRows(from: sourceZ.rows, with: targetZ) }
      networks.sourceGenerator.backward(pass, gradientOfZ: both)
    case .separate(let source, let target):
      let (sourceGenerator, targetGenerator) = (networks.sourceGenerator, networks.targetGenerator)
      _ = Parallel.both(
        { sourceGenerator.backward(source, gradientOfZ: sourceZ) },
        {
          guard let target, let targetZ else { return }
          targetGenerator.backward(target, gradientOfZ: targetZ)
        })
    }
  }
}
