/// A way to come from labelled functions to a model; all of them are run by ``TrainingJob``.
///
/// To add a method, add one constant and list it in ``TrainingMethod/all``; an ``AdaptationMethod`` is listed by
/// being in ``AdaptationMethod/all``.
public struct TrainingMethod: Identifiable, Sendable {
  /// The name used on the command line and in model files, such as `dual-gd-ddan`.
  public let id: String
  /// The name used in the literature, such as `Dual-GD-DDAN`.
  public let title: String
  /// What the method does, in a paragraph for users.
  public let summary: String
  /// Where the method comes from.
  public let citation: String
  /// Whether training cannot do without an unlabelled project.
  public let needsTarget: Bool
  /// Reads the functions of a job into numbers, ready to be trained on.
  let prepare: @Sendable (TrainingInput) throws -> any PreparedTraining

  /// All methods, in the order in which they are listed to users.
  public static let all: [TrainingMethod] = AdaptationMethod.all.map(TrainingMethod.init)

  /// The method with a given identifier, or nil.
  public static func named(_ id: String) -> TrainingMethod? {
    all.first { $0.id == id }
  }
}

extension TrainingMethod {
  /// A method that trains networks.
  init(_ method: AdaptationMethod) {
    self.init(
      id: method.id, title: method.title, summary: method.summary, citation: method.citation,
      needsTarget: method.usesTarget, prepare: { try NetworkTraining(input: $0, method: method) })
  }
}
