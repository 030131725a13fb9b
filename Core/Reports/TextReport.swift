/// A report in the form of compiler warnings, which editors and Xcode's issue navigator read.
///
///     src/reader.c:120:1: warning: 'read_chunk' scores 0.934, rank 1 of 260 [vulnadapt/suspect-function]
///     src/reader.c:131:3: note: 41 % of it from: memcpy(out, chunk, length);
///
/// What is listed although it is no suspect, as in an order by lines, is no warning but a note. Paths begin with what the user named, so that they lead to the files from where the command was run.
public struct TextReport: ReportFormat {
  /// The name used on the command line.
  public static let name = "text"
  /// What the file name of a report ends with.
  public static let fileExtension = "txt"
  /// What the format is for.
  public static let abstract = "suspects as compiler warnings, for editors and Xcode"
  /// The suspects.
  public static let content = ReportContent(
    suspectsOnly: true, limit: nil, attributedFindings: 200, statementLimit: statementLimit)
  /// What stands in brackets after a warning.
  static let rule = "vulnadapt/suspect-function"
  /// What stands there where a function is listed that is no suspect.
  static let otherRule = "vulnadapt/below-threshold"
  /// What stands there where a function lacks a fix of one like it.
  static let missedFixRule = "vulnadapt/missed-fix"

  private static let statementLimit = 3
  private static let signalLimit = 3
  private static let alikeLimit = 20
  private let style: ReportStyle

  /// Creates the format with a style.
  public init(style: ReportStyle) {
    self.style = style
  }

  /// The warnings, best first; an empty text without suspects.
  public func report(_ result: ScanResult) -> String {
    var text = ""
    func add(_ function: CFunction, at range: SourceRange, _ kind: String, _ paint: String, _ message: String)
    {
      let file = result.displayPath(of: function.file).printable
      let place = "\(file):\(range.startLine):\(range.startColumn):"
      text += "\(painted(place, "1")) \(painted(kind, paint)) \(message)\n"
    }
    let findings =
      Self.listed(in: result, style).map { ($0, false) }
      + Self.listedApart(in: result, style).map { ($0, true) }
    for (finding, isApart) in findings {
      let function = finding.function
      let count =
        isApart ? result.apartFunctionCount : result.functionCount - result.apartFunctionCount
      let marks = finding.marks.map { " (\($0))" }.joined()
      func line(_ range: SourceRange, _ kind: String, _ paint: String, _ message: String) {
        add(function, at: range, kind, paint, message)
      }
      let (mark, paint, rule) =
        finding.holdsSuspect ? ("warning:", "1;35", Self.rule) : ("note:", "1;36", Self.otherRule)
      line(
        function.range, mark, paint,
        "'\(function.name.printable)' scores \(String(score: finding.score)), rank \(finding.rank) of"
          + " \(count)\(isApart ? " ranked apart" : "")\(marks) [\(rule)]")
      if let fix = finding.missedFix { line(function.range, "note:", "1;36", fix.words) }
      if finding.isNovel == true {
        line(
          function.range, "note:", "1;36", "\(Finding.noveltyMark): of such, more are missed than of others")
      }
      for row in SignalRow.rows(of: finding.signals).prefix(Self.signalLimit) {
        line(row.first.range, "note:", "1;36", "to check: \(row.sentence)")
      }
      for statement in finding.reasons(limit: Self.statementLimit) {
        line(
          statement.range, "note:", "1;36",
          "\(String(percent: statement.share)) of it from"
            + "\(statement.isBlock ? " lines \(statement.lines)" : ""): \(statement.text.printable)")
      }
      if let past = finding.past, past.isWorthAWord { line(function.range, "note:", "1;36", past.words) }
      for other in finding.alike.prefix(Self.alikeLimit) {
        add(
          other.function, at: other.function.range, "note:", "1;36",
          "'\(other.function.name.printable)' is alike and scores \(String(score: other.score))")
      }
      if finding.alike.count > Self.alikeLimit {
        line(function.range, "note:", "1;36", "\(finding.alike.count - Self.alikeLimit) more are alike")
      }
    }
    for finding in Self.unlistedMissedFixes(in: result, listed: findings.map(\.0)) {
      guard let fix = finding.missedFix else { continue }
      let function = finding.function
      add(
        function, at: function.range, "warning:", "1;35",
        "'\(function.name.printable)' is \(fix.words) [\(Self.missedFixRule)]")
    }
    return text
  }

  /// A file's path from where the user stands.
  ///
  /// - Parameters:
  ///   - file: The path below the scanned folder.
  ///   - path: The folder, or the file itself, as the user named it.
  /// - Returns: A path that leads to the file from where the command ran.
  public static func path(of file: String, below path: String) -> String {
    var folder = path[...]
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    while folder.count > 2, folder.hasPrefix("./") { folder = folder.dropFirst(2) }
    if folder == "." || folder.isEmpty { return file }
    // A single file is scanned under its own name.
    if folder == file || folder.hasSuffix("/" + file) { return String(folder) }
    return folder == "/" ? "/" + file : folder + "/" + file
  }

  private func painted(_ text: String, _ code: String) -> String {
    style.usesColor ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
