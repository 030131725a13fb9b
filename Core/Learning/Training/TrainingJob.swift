import Foundation

/// One training from projects to a model, whatever the method: what the command line, experiments and the app call.
///
/// Making a job reads all functions into numbers and finds what is wrong with them or the settings; only then is
/// time spent in ``run(resume:shouldStop:onEvent:)``. Labels of the unlabelled project cannot take part, since
/// an ``UnlabeledProject`` has none.
public struct TrainingJob: Sendable {
  /// The method.
  public let method: TrainingMethod
  /// The settings.
  public let settings: TrainingSettings
  /// Which labelled functions are learnt from and which are set aside, as numbers of the functions of all
  /// labelled projects one after the other. It depends on the functions, the share and the seed alone, so methods
  /// are compared on the same split.
  public let split: SourceSplit
  /// How much there is to learn from.
  public let size: TrainingSize
  /// Where an interrupted run is kept; nil keeps none.
  ///
  /// A finished run's checkpoint is the caller's to remove, once the model is safe.
  public var checkpoint: URL?
  /// Whether the model keeps names and sketches of the labelled vulnerable functions, to compare suspects with.
  public var keepsExemplars = true

  private let input: TrainingInput
  private let training: any PreparedTraining

  /// Reads functions into numbers.
  ///
  /// - Parameters:
  ///   - labeled: The labelled projects with the names of their folders.
  ///   - unlabeled: The project to adapt to, if any.
  ///   - method: The identifier of a method in ``TrainingMethod/all``.
  ///   - settings: The settings of the run.
  /// - Throws: ``TrainingError`` when the method is unknown or the functions cannot be learned from;
  ///   ``SettingError`` when a setting is out of its range.
  public init(
    labeled: [(name: String, project: LabeledProject)], unlabeled: UnlabeledProject?, method: String,
    settings: TrainingSettings
  ) throws {
    guard let found = TrainingMethod.named(method) else {
      throw TrainingError.unknownMethod(method, known: TrainingMethod.all.map(\.id))
    }
    try settings.check()
    if found.needsTarget, unlabeled?.functions.isEmpty ?? true { throw TrainingError.emptyTarget }
    let functions = labeled.flatMap(\.project.functions)
    split = SourceSplit(of: functions, validationShare: settings.validationShare, seed: settings.seed)
    try TrainingError.checkClasses(of: split.training.map { functions[$0].label == .vulnerable })
    self.method = found
    self.settings = settings
    input = TrainingInput(
      method: found, labeled: labeled, unlabeled: unlabeled, split: split, settings: settings)
    training = try found.prepare(input)
    size = training.size
    guard size.training >= TrainingError.minimumFunctions, size.vocabulary > 1 else {
      throw TrainingError.tooLittle(functions: size.training, minimum: TrainingError.minimumFunctions)
    }
  }

  /// Trains to the end, to a stop, or to divergence.
  ///
  /// Everything the job computes follows from its functions, settings and thread count.
  ///
  /// - Parameters:
  ///   - resume: Whether to go on from the checkpoint, to the same result as an unbroken run.
  ///   - shouldStop: Asked often; true ends the run with ``TrainingOutcome/interrupted``.
  ///   - onEvent: Told everything as it happens, on the calling thread.
  ///   - watched: Functions that are scored after each look at the validation set, by methods that look.
  ///   - onLook: Told the finished steps and the scores of the watched functions then.
  /// - Returns: The model and why training ended.
  /// - Throws: ``TrainingError`` or ``ModelFileError`` when the checkpoint cannot be used or written;
  ///   ``DetectionError`` when the weights lead to NaN.
  public func run(
    resume: Bool = false, shouldStop: @Sendable () -> Bool = { false },
    onEvent: (TrainingEvent) -> Void = { _ in }, watching watched: [CFunction] = [],
    onLook: (_ step: Int, _ scores: [Double]) -> Void = { _, _ in }
  ) throws -> TrainingJobResult {
    let fitted = try withoutActuallyEscaping(shouldStop) { shouldStop in
      try withoutActuallyEscaping(onEvent) { onEvent in
        try withoutActuallyEscaping(onLook) { onLook in
          try training.fit(
            TrainingControl(
              checkpoint: checkpoint, resume: resume && checkpoint != nil, shouldStop: shouldStop,
              onEvent: onEvent, watched: watched, onLook: onLook))
        }
      }
    }
    guard let weights = fitted.weights else { return TrainingJobResult(model: nil, outcome: fitted.outcome) }
    var model = try input.model(of: weights)
    if keepsExemplars { model.exemplars = Exemplars(of: input.labeled, normalisation: model.normalisation) }
    model.novelty =
      model.novelty ?? NoveltyModel(of: input.labeled.map { $0.project.functions.map(\.function) })
    return TrainingJobResult(model: model, outcome: fitted.outcome)
  }
}

/// What a training gave.
public struct TrainingJobResult: Sendable {
  /// The model; nil when the run ended before there was anything worth keeping.
  public var model: ModelFile?
  /// Why training ended.
  public var outcome: TrainingOutcome
}

/// How much a training has to learn from.
public struct TrainingSize: Hashable, Sendable {
  /// Labelled functions to learn from.
  public var training: Int
  /// Labelled functions set aside.
  public var validation: Int
  /// Functions of the unlabelled project.
  public var target: Int
  /// Tokens or features that the model tells apart.
  public var vocabulary: Int
}
