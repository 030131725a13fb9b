/// What a user and a team have decided about functions, by content.
struct FunctionDecisions: Sendable {
  /// What the project's baseline says of functions.
  private var marks: [FunctionFingerprint: [Baseline.Entry]] = [:]
  /// Functions that the user alone takes for fine.
  private var fine: Set<FunctionFingerprint> = []

  /// Puts decisions together.
  ///
  /// - Parameters:
  ///   - baseline: The entries of the project's baseline.
  ///   - own: The entries of the user's own list.
  init(baseline: [Baseline.Entry] = [], own: [Baseline.Entry] = []) {
    marks = Dictionary(grouping: baseline, by: \.fingerprint)
    fine = Set(own.filter { $0.verdict != .confirmed }.map(\.fingerprint))
  }

  /// What the baseline says of a function: of itself, or, where it has moved, of what reads the same elsewhere.
  func verdict(of function: ScannedFunction) -> Baseline.Verdict? {
    let entries = marks[function.fingerprint] ?? []
    return (entries.first { $0.file == function.function.file } ?? entries.first)?.verdict
  }

  /// Whether a function is not reported.
  func accepts(_ function: ScannedFunction) -> Bool {
    fine.contains(function.fingerprint) || (verdict(of: function).map { $0 != .confirmed } ?? false)
  }

  /// Whether something is known to be wrong with a function.
  func isConfirmed(_ function: ScannedFunction) -> Bool { verdict(of: function) == .confirmed }
}
