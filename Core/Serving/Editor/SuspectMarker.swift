/// The comment line that stands above a suspect function.
///
///     // FIXME: VulnAdapt 0.934: line 14 (61 %), line 18 (20 %); copy-without-bound in line 18
///
/// `FIXME:` makes Xcode list it in the jump bar. The line is a comment of its own, so it reaches no score; it
/// never ends with a backslash, which would make a comment of the line below.
struct SuspectMarker {
  /// The score, 0...1.
  var score: Float
  /// The numbers of the lines that raised the score most, from one, with their shares.
  var lines: [(number: Int, share: Double)]

  /// The name of the first signal and the number of its line, from one; nil without any.
  var signal: (name: String, number: Int)?

  private static let prefix = "// FIXME: VulnAdapt "

  /// The comment without indentation and line end.
  var text: String {
    let lines = lines.map { "line \($0.number) (\(String(percent: $0.share)))" }
    let check = signal.map { "\($0.name) in line \($0.number)" }
    let parts = [lines.joined(separator: ", "), check ?? ""].filter { !$0.isEmpty }
    return Self.prefix + String(score: score) + (parts.isEmpty ? "" : ": " + parts.joined(separator: "; "))
  }

  /// Whether a line of a file is a marker, and nothing but one: a comment that someone has added to is theirs.
  static func isMarker(_ line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix(prefix) else { return false }
    return text.dropFirst(prefix.count).wholeMatch(
      of: #/[01]\.\d{3}(: line \d+ \(\d+ %\)(, line \d+ \(\d+ %\))*)?([:;] [a-z]+(-[a-z]+)+ in line \d+)?\s*/#
    )
      != nil
  }
}
