import Foundation

/// A commit that is taken for the fix of a vulnerability.
public struct FixCommit: Hashable, Sendable {
  /// The commit's full identifier.
  public var id: String
  /// The parent's full identifier.
  public var parent: String
  /// The first line of the message.
  var subject: String
  /// Published vulnerabilities that it names, such as `CVE-2011-3464`, in order.
  var cves: [String]
  /// Kinds of mistakes that it names, such as `CWE-787`, in order.
  var cwes: [String]
  /// Records of vulnerability databases that name it, such as `OSV-2021-777`, in order.
  var advisories: [String] = []
  /// The commits that these say brought the vulnerability; "0" stands for the first one.
  var introduced: [String] = []
  /// The words that made it count as a fix.
  public var evidence: String
  /// When it was known to be a fix, in seconds since 1970 (UTC): when it was committed, merged or published, whichever
  /// came last.
  public var known: Int
  /// The full identifier of the merge whose message made it count, which may be the fix itself; nil when its own did, or
  /// a list.
  public var merge: String?
  /// The further parents of a fix that is a merge: what it has from one of them it has not mended itself.
  var otherParents: [String] = []
  /// Whether it is a merge that brings no other commit to look at.
  var isLoneMerge = false

  /// The start of the identifier, as folders and messages show it.
  var shortID: String { Self.short(id) }

  /// The first twelve digits of an identifier.
  static func short(_ id: String) -> String { String(id.prefix(12)) }

  /// When it was known to be a fix, such as `2021-03-04T05:06:07Z`.
  var knownDate: String { String(moment: Int64(known)) }

  /// Creates a fix from its parts.
  public init(
    id: String, parent: String, subject: String, cves: [String], cwes: [String], evidence: String, known: Int
  ) {
    self.id = id
    self.parent = parent
    self.subject = subject
    self.cves = cves
    self.cwes = cwes
    self.evidence = evidence
    self.known = known
  }

  /// The seconds since 1970 of a date such as `2021-03-04`, which begins at midnight UTC, or `2021-03-04T05:06:07Z`
  /// with or without fractions; nil for anything else.
  public static func seconds(of text: String) -> Int? {
    guard text.utf8.count <= 40 else { return nil }
    let styles: [Date.ISO8601FormatStyle] = [
      Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
      Date.ISO8601FormatStyle().year().month().day(),
    ]
    let day = text.utf8.count == 10 ? styles.suffix(1) : styles.prefix(2)
    for style in day {
      guard let date = try? style.parse(text) else { continue }
      // 2012-02-31 would be a day of March.
      let isDay =
        style.format(date).hasPrefix(text.prefix(10)) || !text.hasSuffix("Z") && text.utf8.count > 10
      return isDay ? Int(date.timeIntervalSince1970.rounded(.down)) : nil
    }
    return nil
  }
}
