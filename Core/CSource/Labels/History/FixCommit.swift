/// A commit that is taken for the fix of a vulnerability.
public struct FixCommit: Hashable, Sendable {
  /// The commit's full identifier.
  public var id: String
  /// The parent's full identifier.
  public var parent: String
  /// The first line of the message.
  public var subject: String
  /// Published vulnerabilities that it names, such as `CVE-2011-3464`, in order.
  public var cves: [String]
  /// Kinds of mistakes that it names, such as `CWE-787`, in order.
  public var cwes: [String]
  /// The words that made it count as a fix.
  public var evidence: String

  /// The start of the identifier, as folders and messages show it.
  public var shortID: String { String(id.prefix(12)) }

  /// Creates a fix from its parts.
  public init(
    id: String, parent: String, subject: String, cves: [String], cwes: [String], evidence: String
  ) {
    self.id = id
    self.parent = parent
    self.subject = subject
    self.cves = cves
    self.cwes = cwes
    self.evidence = evidence
  }
}
