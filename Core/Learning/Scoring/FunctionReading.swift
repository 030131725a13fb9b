/// What a model reads of a function, kept for questions about its parts: the text is cut into tokens once for all.
struct FunctionReading: Sendable {
  /// The statements, in the order of the text.
  let statements: [Statement]
  /// The statements as the networks read them; none without networks.
  let encoded: EncodedFunction
  /// What the linear part reads; nil without one.
  let linear: LinearReading?
  /// What the evidence counts in the text; nil without it.
  let features: TextFeatures?

  /// What each place adds to the log-odds by the parts of a model that are no networks.
  func contributions(by model: ModelFile, to function: CFunction) -> [SourceRange: Double] {
    var contributions = model.linear.flatMap { part in linear.map { part.contributions(to: $0) } } ?? [:]
    if let evidence = model.evidence, let features {
      contributions.merge(
        evidence.contributions(of: features, to: function, at: statements.map(\.range)),
        uniquingKeysWith: +)
    }
    return contributions
  }
}
