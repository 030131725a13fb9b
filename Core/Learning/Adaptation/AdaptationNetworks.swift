/// The networks of one run: generators, classifier and discriminators.
///
/// Parameters are named as in model files: `GS_` and `GT_` for the generators of source and target
/// (`GS_` alone when one generator serves both), `C_` for the classifier, `DS_` and `DT_` for the
/// discriminators (`DS_` alone when there is one).
public final class AdaptationNetworks {
  /// Maps source functions to the joint space; the target's as well when shared.
  let sourceGenerator: GeneratorNetwork
  /// Maps target functions to the joint space; the source generator itself when shared.
  public let targetGenerator: GeneratorNetwork
  /// Tells vulnerable from other joint points.
  public let classifier: MLP
  /// D_S, or the only discriminator.
  let sourceDiscriminator: MLP?
  /// D_T.
  let targetDiscriminator: MLP?
  /// Predicts a function's length from its joint point, for the confounder term.
  let lengthPredictor: MLP?
  /// Classifiers that learn beside C, for collaborative learning; no model keeps them.
  let peers: [MLP]
  /// What answers the tasks of self-supervision; no model keeps it.
  let tasks: TaskHeads?
  /// The linear features' part of the logit, for wide and deep learning.
  let wide: WidePart?

  /// Whether each domain has a generator of its own.
  var hasDualGenerators: Bool { sourceGenerator !== targetGenerator }

  /// Makes random networks.
  ///
  /// - Parameters:
  ///   - method: Decides how many generators and discriminators there are.
  ///   - configuration: The shape of each generator.
  ///   - headSizes: Widths of the hidden layers of classifier and discriminators.
  ///   - objective: Decides which heads the terms need beside these.
  ///   - seed: Decides all weights; each network draws from a stream of its own.
  public convenience init(
    method: AdaptationMethod, configuration: GeneratorConfiguration, headSizes: [Int],
    objective: ObjectiveSettings = ObjectiveSettings(), seed: UInt64
  ) {
    self.init(
      method: method, configuration: configuration, headSizes: headSizes, objective: objective, seed: seed,
      wide: nil)
  }

  /// The same, with the linear ranker that the wide part starts from.
  init(
    method: AdaptationMethod, configuration: GeneratorConfiguration, headSizes: [Int],
    objective: ObjectiveSettings, seed: UInt64, wide: LogisticRegression?
  ) {
    func random(_ stream: UInt64) -> SeededGenerator { SeededGenerator(seed: seed, stream: stream) }
    func head(_ prefix: String, outputs: Int, stream: UInt64) -> MLP {
      var generator = random(stream)
      return MLP(
        inputSize: configuration.jointSize, hiddenSizes: headSizes, outputSize: outputs,
        namePrefix: prefix, using: &generator)
    }
    var sourceRandom = random(1)
    sourceGenerator = GeneratorNetwork(
      configuration, namePrefix: "GS_", using: &sourceRandom)
    if method.generators == .dual {
      var targetRandom = random(2)
      targetGenerator = GeneratorNetwork(
        configuration, namePrefix: "GT_", using: &targetRandom)
    } else {
      targetGenerator = sourceGenerator
    }
    classifier = head("C_", outputs: 2, stream: 3)
    sourceDiscriminator = method.game.discriminatorCount < 1 ? nil : head("DS_", outputs: 1, stream: 4)
    targetDiscriminator = method.game.discriminatorCount < 2 ? nil : head("DT_", outputs: 1, stream: 5)
    lengthPredictor = method.opposesLength(objective) ? head("LP_", outputs: 1, stream: 6) : nil
    peers = (0..<method.peerCount(objective)).map { number in
      head("C\(number + 2)_", outputs: 2, stream: UInt64(7 + number))
    }
    tasks = method.altersFunctions(objective) ? TaskHeads(configuration, seed: seed) : nil
    self.wide = wide.map { WidePart(startingFrom: $0) }
  }

  /// The classifier and the discriminators.
  public var heads: Heads {
    Heads(
      classifier: classifier, sourceDiscriminator: sourceDiscriminator,
      targetDiscriminator: targetDiscriminator, lengthPredictor: lengthPredictor, peers: peers,
      tasks: tasks)
  }

  /// Parameters that a model keeps: generators, then classifier.
  var scoringParameters: [Parameter] {
    sourceGenerator.parameters + (hasDualGenerators ? targetGenerator.parameters : [])
      + classifier.parameters
  }

  /// Parameters that the objective terms train: those that a model keeps, then other classifiers, the tasks' heads and
  /// the wide part.
  var generatorParameters: [Parameter] {
    scoringParameters + peers.flatMap(\.parameters) + (tasks?.parameters ?? [])
      + (wide?.parameters ?? [])
  }

  /// Parameters of what plays against the generators: D_S, D_T, then the length predictor.
  var discriminatorParameters: [Parameter] {
    (sourceDiscriminator?.parameters ?? []) + (targetDiscriminator?.parameters ?? [])
      + (lengthPredictor?.parameters ?? [])
  }

  /// All parameters: what a step changes, and what a kept step keeps.
  var parameters: [Parameter] { generatorParameters + discriminatorParameters }

  /// Gives the target generator the source generator's weights; nothing when shared.
  func copySourceGeneratorToTarget() {
    guard hasDualGenerators else { return }
    for (source, target) in zip(sourceGenerator.parameters, targetGenerator.parameters) {
      target.value.copy(from: source.value)
    }
  }

  /// Moves the target generator's weights by a share of their distance to the source generator's.
  func pullTargetGenerator(by share: Float) {
    guard hasDualGenerators, share > 0 else { return }
    for (source, target) in zip(sourceGenerator.parameters, targetGenerator.parameters) {
      let (from, to) = (source.value, target.value)
      Parallel.forRange(to.count, minimum: 1 << 15) { range in
        for index in range { to.base[index] += share * (from.base[index] - to.base[index]) }
      }
    }
  }
}
