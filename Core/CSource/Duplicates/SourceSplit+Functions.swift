extension SourceSplit {
  /// Splits labelled functions, equal and similar functions, those of one CVE, and those before and after one fix on one side.
  ///
  /// - Parameters:
  ///   - functions: The functions of all labelled projects, one project after the other.
  ///   - validationShare: The share of each class, 0..<1, to set aside.
  ///   - seed: Decides the shuffle.
  public init(of functions: [LabeledFunction], validationShare: Double, seed: UInt64) {
    let parser = StatementParser()
    let statements = parallelMap(functions.map(\.function)) { parser.statements(of: $0) }
    var random = SeededGenerator(seed: seed, stream: 4 << 40)
    self.init(
      labels: functions.map { $0.label == .vulnerable },
      keys: Self.keys(of: functions, statements: statements), validationShare: validationShare,
      using: &random)
  }

  /// What ties functions together: equal or similar normalised statements, a common CVE, and a common fix.
  public static func keys(of functions: [LabeledFunction], statements: [[Statement]]) -> [[String]] {
    let duplicates = DuplicateGroups(statements)
    return functions.indices.map { index in
      // Similar functions include the equal ones.
      var keys = ["near:\(duplicates.near[index])"]
      if let cve = functions[index].cve { keys.append("cve:" + cve.uppercased()) }
      if let pair = functions[index].pair { keys.append("pair:" + pair) }
      return keys
    }
  }
}
