/// Turns functions into normalised statements.
///
/// The result depends on the function's own text and the settings alone. Any text is accepted.
public struct StatementParser: Sendable {
  /// The settings in force.
  public let normalisation: Normalisation

  /// Creates a parser with the given settings.
  public init(normalisation: Normalisation = Normalisation()) {
    self.normalisation = normalisation
  }

  /// The statements of a function in source order.
  public func statements(of function: CFunction) -> [Statement] {
    function.text.split(separator: "\n").map { line in
      Statement(
        opcode: .expression, tokens: line.split(separator: " ").map(String.init), range: function.range)
    }
  }
}
