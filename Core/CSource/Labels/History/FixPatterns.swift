import Foundation

/// What a commit's message must say for the commit to count as a fix.
public struct FixPatterns: Sendable {
  /// The words that name a published vulnerability.
  public static let cve = #"\bCVE-[0-9]{4}-[0-9]{4,7}\b"#
  private static let cwe = #"\bCWE-[0-9]{1,5}\b"#

  /// Regular expressions (ICU), sought in any case; one that is found is enough.
  public let expressions: [String]

  /// Creates patterns.
  ///
  /// - Parameters:
  ///   - expressions: Regular expressions in addition to that of CVE identifiers.
  ///   - includesCVE: Whether a CVE identifier makes a fix.
  /// - Throws: ``HistoryError/badPattern(_:)``.
  public init(_ expressions: [String] = [], includesCVE: Bool = true) throws(HistoryError) {
    self.expressions = (includesCVE ? [Self.cve] : []) + expressions
    for expression in self.expressions {
      guard !expression.isEmpty, (try? Self.compiled(expression)) != nil else {
        throw .badPattern(expression)
      }
    }
  }

  /// A reader of messages, for one thread.
  func matcher() throws -> Matcher {
    Matcher(
      expressions: try expressions.map(Self.compiled), cve: try Self.compiled(Self.cve),
      cwe: try Self.compiled(Self.cwe))
  }

  private static func compiled(_ expression: String) throws -> NSRegularExpression {
    try NSRegularExpression(pattern: expression, options: [.caseInsensitive, .anchorsMatchLines])
  }

  /// Reads messages.
  struct Matcher {
    let expressions: [NSRegularExpression]
    let cve: NSRegularExpression
    let cwe: NSRegularExpression

    /// The first words that make the message that of a fix; nil without any.
    func evidence(in message: String) -> String? {
      let range = NSRange(message.startIndex..., in: message)
      for expression in expressions {
        guard let match = expression.firstMatch(in: message, range: range),
          let words = Range(match.range, in: message)
        else { continue }
        return String(message[words].prefix(80))
      }
      return nil
    }

    /// The CVE and CWE identifiers of a message, in capitals, each once, in order.
    func identifiers(in message: String) -> (cves: [String], cwes: [String]) {
      // Most messages hold neither, and this is far quicker than a regular expression.
      guard message.utf8.contains(UInt8(ascii: "-")) else { return ([], []) }
      func all(_ expression: NSRegularExpression) -> [String] {
        let range = NSRange(message.startIndex..., in: message)
        var found: [String] = []
        for match in expression.matches(in: message, range: range).prefix(100) {
          guard let words = Range(match.range, in: message) else { continue }
          let name = message[words].uppercased()
          if !found.contains(name) { found.append(name) }
        }
        return found
      }
      return (all(cve), all(cwe))
    }

    /// A merge's message without the name of the branch that was merged into.
    ///
    /// "Merge branch 'main' into CVE-2020-1234" brings main, not the fix.
    static func withoutDestination(_ message: String) -> String {
      let subject = message.prefix { $0 != "\n" }
      guard subject.hasPrefix("Merge "), let into = subject.range(of: " into ", options: .backwards) else {
        return message
      }
      return String(subject[..<into.lowerBound] + message[subject.endIndex...])
    }

    /// Whether a message says that the commit takes another one back.
    static func isRevert(_ message: String) -> Bool {
      message.hasPrefix("Revert \"") || message.hasPrefix("Revert '")
        || message.contains("This reverts commit ")
    }
  }
}
