/// A ranked function: how likely it hides a vulnerability, and which statements made it rank there.
public struct Finding: Hashable, Sendable {
  /// The place in the ranking, from one.
  public var rank: Int
  /// The probability the model gives to "vulnerable", 0...1.
  public var score: Float
  /// The function.
  public var function: CFunction
  /// The statements that contributed most to the score, largest share first.
  ///
  /// They say why the function ranks where it does, not where a mistake is. Empty for functions below
  /// those that attribution was asked for.
  public var statements: [StatementAttribution]
  /// Whether the score reaches the threshold.
  public var isSuspect: Bool
  /// The function's content.
  public var fingerprint: FunctionFingerprint
  /// Tells functions of the same content apart: which of them this is, in the order of paths and lines, from
  /// one.
  public var occurrence: Int
  /// Why the finding is not reported, when it is not.
  public var suppression: Suppression?
  /// Labelled functions that resemble this one, most similar first.
  public var similarFunctions: [SimilarFunction] = []
  /// What the project's history says of the function; nil without one, or when nobody asked.
  public var past: FunctionPast?

  /// Creates a finding; without a fingerprint, it is computed.
  public init(
    rank: Int, score: Float, function: CFunction, statements: [StatementAttribution], isSuspect: Bool,
    fingerprint: FunctionFingerprint? = nil, occurrence: Int = 1, suppression: Suppression? = nil
  ) {
    self.rank = rank
    self.score = score
    self.function = function
    self.statements = statements
    self.isSuspect = isSuspect
    self.fingerprint = fingerprint ?? FunctionFingerprint(of: function)
    self.occurrence = occurrence
    self.suppression = suppression
  }
}

/// A labelled function that resembles another one.
public struct SimilarFunction: Hashable, Sendable {
  /// The function's name.
  public var name: String
  /// The labelled project it is from.
  public var project: String
  /// How much it resembles, 0...1.
  public var similarity: Double
  /// Whether its label says it is vulnerable.
  public var isVulnerable: Bool
  /// The kind of mistake its label names, such as `CWE-787`.
  public var cwe: String?
  /// The published vulnerability its label names, such as `CVE-2011-3464`.
  public var cve: String?

  /// Creates a description from its parts.
  public init(
    name: String, project: String, similarity: Double, isVulnerable: Bool, cwe: String? = nil,
    cve: String? = nil
  ) {
    self.name = name
    self.project = project
    self.similarity = similarity
    self.isVulnerable = isVulnerable
    self.cwe = cwe
    self.cve = cve
  }
}

/// A statement's share of a function's score.
public struct StatementAttribution: Hashable, Sendable {
  /// Where the statement stands in its file.
  public var range: SourceRange
  /// The statement as it stands in the source, on one line with single blanks.
  public var text: String
  /// The statement's part of the score, 0...1; the shares of all statements of a function that raise its
  /// score add up to 1.
  public var share: Double

  /// Creates an attribution.
  public init(range: SourceRange, text: String, share: Double) {
    self.range = range
    self.text = text
    self.share = share
  }
}
