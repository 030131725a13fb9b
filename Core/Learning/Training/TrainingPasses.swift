/// The generators' forward passes of one step.
struct TrainingPasses {
  var source: JointPass
  var target: JointPass?
  /// Points [B, Z] of altered functions and outputs [M, 2H] of their statements with hidden opcodes; nil without.
  var altered: (z: Matrix, outputs: Matrix)?
  fileprivate var kept: Kept

  /// What the objective sees of one domain's pass: a row a function, that of its deciding piece.
  struct JointPass {
    let z: Matrix
    let h: Matrix
    /// The deciding piece of each function.
    private let pieces: [Int]
    private let pieceCount: Int

    /// Chooses the piece of each function that the classifier finds most suspicious.
    fileprivate init(z: Matrix, h: Matrix, of batch: PieceBatch, classifier: MLP) {
      pieceCount = z.rows
      if batch.isWhole {
        pieces = Array(0..<z.rows)
        (self.z, self.h) = (z, h)
      } else {
        let logits = classifier.forward(z).output
        pieces = batch.deciding((0..<logits.rows).map { logits[$0, 1] - logits[$0, 0] })
        (self.z, self.h) = (z.rows(at: pieces), h.rows(at: pieces))
      }
    }

    /// The rows of the deciding pieces.
    func deciding(_ matrix: Matrix) -> Matrix {
      pieces.count == pieceCount ? matrix : matrix.rows(at: pieces)
    }

    /// A gradient of ``z`` as one of all pieces; that of pieces that decide nothing is zero.
    fileprivate func spread(_ gradient: Matrix) -> Matrix {
      guard pieces.count < pieceCount else { return gradient }
      let result = Matrix(rows: pieceCount, columns: gradient.columns)
      for (row, piece) in pieces.enumerated() {
        result.row(piece).update(from: gradient.row(row), count: gradient.columns)
      }
      return result
    }
  }

  /// What the backward passes need.
  fileprivate enum Kept {
    /// One generator has read both domains as one batch, source rows first, then the altered functions, some of whose
    /// statements are asked about.
    case shared(GeneratorPass, [StatementPlace])
    /// Each generator has read its own domain.
    case separate(source: GeneratorPass, target: GeneratorPass?)
  }
}

extension TrainingStep {
  /// Maps both mini-batches to the joint space, two generators at the same time.
  func forward(
    source: PieceBatch, target: PieceBatch?, altered: AlteredFunctions?, dropoutSeed: UInt64?
  ) -> TrainingPasses {
    guard networks.hasDualGenerators else {
      return forwardShared(source: source, target: target, altered: altered, dropoutSeed: dropoutSeed)
    }
    precondition(altered == nil, "functions of two projects are spliced for one generator")
    let (sourceGenerator, targetGenerator) = (networks.sourceGenerator, networks.targetGenerator)
    let (sourcePass, targetPass) = Parallel.both(
      { sourceGenerator.forward(source.pieces, dropoutSeed: dropoutSeed) },
      // Each domain draws from numbers of its own, whatever thread runs first.
      { target.map { targetGenerator.forward($0.pieces, dropoutSeed: dropoutSeed.map { ~$0 }) } })
    var passes = TrainingPasses(
      source: joint(sourcePass.z, sourcePass.h, of: source), target: nil,
      kept: .separate(source: sourcePass, target: targetPass))
    if let target, let targetPass { passes.target = joint(targetPass.z, targetPass.h, of: target) }
    return passes
  }

  private func joint(_ z: Matrix, _ h: Matrix, of batch: PieceBatch) -> TrainingPasses.JointPass {
    TrainingPasses.JointPass(z: z, h: h, of: batch, classifier: networks.classifier)
  }

  private func forwardShared(
    source: PieceBatch, target: PieceBatch?, altered: AlteredFunctions?, dropoutSeed: UInt64?
  ) -> TrainingPasses {
    let pieces = target.map { source.pieces.appending($0.pieces) } ?? source.pieces
    let batch = altered.map { pieces.appending($0.batch) } ?? pieces
    let pass = networks.sourceGenerator.forward(batch, dropoutSeed: dropoutSeed)
    let sourceRows = 0..<source.pieces.count
    let targetRows = source.pieces.count..<pieces.count
    let places = (altered?.hidden ?? []).map { place in
      StatementPlace(function: pieces.count + place.function, statement: place.statement)
    }
    return TrainingPasses(
      source: joint(pass.z.rows(sourceRows), pass.h.rows(sourceRows), of: source),
      target: target.map { joint(pass.z.rows(targetRows), pass.h.rows(targetRows), of: $0) },
      altered: altered.map { _ in
        (
          pass.z.rows(pieces.count..<batch.count), networks.sourceGenerator.outputs(of: pass, at: places)
        )
      }, kept: .shared(pass, places))
  }

  /// Back-propagates the summed gradients through the generators.
  func backward(_ passes: TrainingPasses, _ gradients: JointGradients) {
    let sourceZ = passes.source.spread(gradients.sourceZ)
    let targetZ = gradients.targetZ.flatMap { passes.target?.spread($0) }
    switch passes.kept {
    case .shared(let pass, let places):
      let both = Matrix(rows: pass.z.rows, columns: pass.z.columns)
      both.replaceRows(from: 0, with: sourceZ)
      if let targetZ { both.replaceRows(from: sourceZ.rows, with: targetZ) }
      if let alteredZ = gradients.alteredZ {
        both.replaceRows(from: both.rows - alteredZ.rows, with: alteredZ)
      }
      networks.sourceGenerator.backward(
        pass, gradientOfZ: both, ofOutputs: gradients.alteredOutputs.map { (places, $0) })
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
