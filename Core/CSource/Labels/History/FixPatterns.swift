import Foundation

/// What a commit's message must say for the commit to count as a fix.
///
/// Messages are the repository's, so searching one takes time in proportion to its length, whatever the expressions.
public struct FixPatterns: Sendable {
  /// The words that name a published vulnerability: CVE-2020-1234, also with blanks or underscores, and CAN-2005-1234, which
  /// candidates were called.
  static let cve = #"\b(CVE[-_ ]|CAN[-_])[0-9]{4}[-_][0-9]{4,19}\b"#
  private static let cwe = #"\bCWE-[0-9]{1,5}\b"#

  /// Regular expressions, sought in any case; one that is found is enough.
  let expressions: [String]
  /// What reads messages.
  let matcher: Matcher

  /// Creates patterns.
  ///
  /// - Parameters:
  ///   - expressions: Regular expressions in addition to that of CVE identifiers.
  ///   - includesCVE: Whether a CVE identifier makes a fix.
  /// - Throws: ``HistoryError/badPattern(_:reason:)``.
  public init(_ expressions: [String] = [], includesCVE: Bool = true) throws(HistoryError) {
    self.expressions = (includesCVE ? [Self.cve] : []) + expressions
    var compiled: [LinearPattern] = []
    for expression in self.expressions { compiled.append(try Self.compiled(expression)) }
    matcher = Matcher(
      expressions: compiled, cve: try Self.compiled(Self.cve), cwe: try Self.compiled(Self.cwe))
  }

  private static func compiled(_ expression: String) throws(HistoryError) -> LinearPattern {
    do throws(PatternProblem) {
      return try LinearPattern(expression)
    } catch {
      throw .badPattern(expression, reason: error.reason)
    }
  }

  /// Reads messages.
  struct Matcher: Sendable {
    let expressions: [LinearPattern]
    let cve: LinearPattern
    let cwe: LinearPattern

    /// The first words that make the message that of a fix; nil without any, or when asked to stop.
    func evidence(in message: String, shouldStop: () -> Bool = { false }) -> String? {
      let scalars = Array(message.unicodeScalars)
      for expression in expressions {
        guard let words = expression.firstMatch(in: scalars, shouldStop: shouldStop) else { continue }
        return String(Self.text(scalars[words]).prefix(80))
      }
      return nil
    }

    /// The CVE and CWE identifiers of a message as CVE-2020-1234 and CWE-787, each once, in order; at most 100 of each.
    func identifiers(in message: String) -> (cves: [String], cwes: [String]) {
      // Most messages hold neither, and this is far quicker than a regular expression.
      guard message.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else {
        return ([], [])
      }
      let scalars = Array(message.unicodeScalars)
      func all(_ expression: LinearPattern) -> [String] {
        var found: [String] = []
        var start = 0
        while found.count < 100, let words = expression.firstMatch(in: scalars, from: start) {
          let name = Self.name(Self.text(scalars[words]))
          if !found.contains(name) { found.append(name) }
          start = words.upperBound
        }
        return found
      }
      return (all(cve), all(cwe))
    }

    /// An identifier as it is usually written.
    private static func name(_ text: String) -> String {
      let name = String(text.uppercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
      return name.hasPrefix("CAN-") ? "CVE-" + name.dropFirst(4) : name
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      String(String.UnicodeScalarView(scalars))
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
  }
}
