/// Turns functions into what a model's networks read, on any thread.
public struct FunctionPreparation: Sendable {
  let parser: StatementParser
  let encoder: FunctionEncoder

  /// Creates a preparation with a model's settings.
  public init(normalisation: Normalisation, vocabulary: Vocabulary) {
    parser = StatementParser(normalisation: normalisation)
    encoder = FunctionEncoder(vocabulary: vocabulary)
  }

  /// A function as numbers.
  public func encode(_ function: CFunction) -> EncodedFunction {
    encoder.encode(parser.statements(of: function))
  }

  /// A function together with itself as numbers.
  public func prepare(_ function: CFunction) -> PreparedFunction {
    PreparedFunction(function: function, encoded: encode(function))
  }
}

/// A function that is ready to be scored.
public struct PreparedFunction: Sendable {
  /// The function.
  public let function: CFunction
  /// The function as numbers.
  public let encoded: EncodedFunction
}
