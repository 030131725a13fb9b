extension SourceSplit {
  /// Splits labelled functions, twins by normalised text and functions of one CVE on one side.
  ///
  /// - Parameters:
  ///   - functions: The functions of all labelled projects, one project after the other.
  ///   - validationShare: The share of each class, 0..<1, to set aside.
  ///   - seed: Decides the shuffle.
  public init(of functions: [LabeledFunction], validationShare: Double, seed: UInt64) {
    let parser = StatementParser()
    let keys = functions.map { labeled in
      let text = parser.statements(of: labeled.function).map {
        "\($0.opcode.rawValue) " + $0.tokens.joined(separator: " ")
      }
      var keys = ["text:" + text.joined(separator: "\n")]
      if let cve = labeled.cve { keys.append("cve:" + cve.uppercased()) }
      return keys
    }
    var random = SeededGenerator(seed: seed, stream: 4 << 40)
    self.init(
      labels: functions.map { $0.label == .vulnerable }, keys: keys, validationShare: validationShare,
      using: &random)
  }
}
