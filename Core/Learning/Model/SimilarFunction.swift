/// A labelled function that resembles another one.
public struct SimilarFunction: Hashable, Sendable {
  /// The function's name.
  public var name: String
  /// The labelled project it is from.
  public var project: String
  /// How much it resembles, 0...1.
  var similarity: Double
  /// Whether its label says it is vulnerable.
  var isVulnerable: Bool
  /// The kind of mistake its label names, such as `CWE-787`.
  var cwe: String?
  /// The published vulnerability its label names, such as `CVE-2011-3464`.
  var cve: String?

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
