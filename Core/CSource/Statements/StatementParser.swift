/// Turns functions into normalised statements.
///
/// The result depends on the function's own text and the settings alone; comments, line ends, indentation and
/// blank lines never change it. Any text is accepted. Text that is already normalised (`var1`, `func1`,
/// `number`, `str`) is recognised and keeps its variables and functions apart.
public struct StatementParser: Sendable {
  /// The settings in force.
  public let normalisation: Normalisation

  /// Creates a parser with the given settings.
  public init(normalisation: Normalisation = Normalisation()) {
    self.normalisation = normalisation
  }

  /// The statements of a function in source order.
  ///
  /// - Complexity: O(*n* + *s* log *l*), for *n* bytes, *s* statements and *l* lines.
  public func statements(of function: CFunction) -> [Statement] {
    function.withTokens { statements(of: function, $0) }
  }

  /// The statements of each function of a file, in order.
  public func statements(of file: ParsedFile) -> [[Statement]] {
    file.functions.map { function in
      function.withTokens(cut: file.tokens?.tokens(of: function)) { statements(of: function, $0) }
    }
  }

  /// The statements of a function whose tokens are there.
  func statements(of function: CFunction, _ tokens: FunctionTokens) -> [Statement] {
    let head = HeadSpan(tokens)
    let names = NameRoles(
      tokens, head: head, ownName: function.name, keepsLibraryNames: normalisation.keepsLibraryNames)
    let spans = StatementScanner.spans(of: tokens, head: head, startsDeclaration: names.startsDeclaration)
    let lines = LineTable(bytes: tokens.bytes, origin: function.range)
    var writer = InformationWriter(tokens, names.roles, normalisation)
    let signatureEnd = normalisation.keepsSignature ? 0 : head?.body ?? 0
    var statements: [Statement] = []
    statements.reserveCapacity(spans.count)
    for span in spans where !(span.tokens.lowerBound < signatureEnd && span.opcode.isPartOfSignature) {
      let (information, mentionsVariable, operatorPlace) = writer.information(of: span)
      if normalisation.variant == .gadget && !mentionsVariable { continue }
      let range = lines.range(
        from: Int(tokens.tokens[span.tokens.lowerBound].start),
        to: Int(tokens.tokens[span.tokens.upperBound - 1].end))
      var statement = Statement(opcode: span.opcode, tokens: information, range: range)
      statement.operatorPlace = operatorPlace
      statements.append(statement)
    }
    return statements
  }

  /// Whether a function's names and literals had been replaced before it came here.
  func isNormalised(_ function: CFunction) -> Bool {
    function.withTokens(\.isNormalised)
  }
}

extension Opcode {
  /// Whether a statement of this kind before the body belongs to the signature.
  fileprivate var isPartOfSignature: Bool {
    self != .preprocessor && self != .preprocessorConditional
  }
}
