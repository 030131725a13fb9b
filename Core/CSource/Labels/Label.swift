/// Whether a function is known to be vulnerable.
public enum Label: Int, Codable, Sendable, CaseIterable {
  case notVulnerable = 0
  case vulnerable = 1

  /// Reads a label as people write it: `1`, `true`, `vulnerable`, `yes` and their opposites, in any case.
  public init?(_ text: some StringProtocol) {
    guard text.first != "-" else { return nil }
    let word = text.lowercased().filter { !"-_ ".contains($0) }
    switch word {
    case "1", "true", "yes", "vulnerable", "vul", "vuln", "bad": self = .vulnerable
    case "0", "false", "no", "notvulnerable", "nonvulnerable", "nonvul", "nonvuln", "invulnerable", "safe",
      "clean", "good":
      self = .notVulnerable
    default: return nil
    }
  }
}

/// A function with what is known about it.
public struct LabeledFunction: Hashable, Sendable {
  /// The function.
  public var function: CFunction
  /// Whether it is vulnerable.
  public var label: Label
  /// The kind of mistake, such as `CWE-787`, if known.
  var cwe: String?
  /// The published vulnerability, such as `CVE-2011-3464`, if known.
  var cve: String?
  /// What a vulnerable function and its mended self have in common, if both are known.
  public var pair: String?

  /// Creates a labelled function from its parts.
  public init(
    function: CFunction, label: Label, cwe: String? = nil, cve: String? = nil, pair: String? = nil
  ) {
    self.function = function
    self.label = label
    self.cwe = cwe
    self.cve = cve
    self.pair = pair
  }
}
