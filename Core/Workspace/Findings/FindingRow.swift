/// A line of the table of findings.
public struct FindingRow: Hashable, Identifiable, Sendable {
  /// The place in the ranking, from one.
  public var id: Int
  /// The score, 0...1.
  public var score: Double
  /// Whether the score reaches the threshold, and nothing accepts the function.
  public var isSuspect: Bool
  /// What accepts the suspect, in words; nil when nothing does.
  public var acceptance: String?
  /// The function's name.
  public var name: String
  /// The file, relative to the project's folder.
  public var file: String
  /// The first line.
  public var line: Int
  /// The number of lines.
  public var lineCount: Int
  /// The function's fingerprint.
  public var fingerprint: String
  /// The mark when the table was made, as an order: confirmed, unsure, looks fine, none.
  public var stateOrder: Int
  /// How many functions that are alike stand behind the row.
  var alikeCount = 0
  /// Whether the others of its family are listed below it.
  public internal(set) var isOpened = false
  /// Whether it is listed below the first of its family.
  public internal(set) var isBelowFirst = false
  /// What it is, such as "test", where it is ranked apart from the project's own code.
  public var kind: String?
  /// The fix of a function like it that it lacks, in words.
  public var missedFix: String?

  /// What stands behind the row, such as "and 3 alike"; nil for nothing.
  public var alikeText: String? { alikeCount > 0 ? "and \(alikeCount) alike" : nil }

  /// The score with two decimals, such as "0.93".
  public var scoreText: String {
    let hundredths = Int((min(max(score, 0), 1) * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100)." + (digits.count == 1 ? "0" : "") + digits
  }

  /// The first and last line, such as "12–40".
  public var linesText: String { lineCount == 1 ? "\(line)" : "\(line)–\(line + lineCount - 1)" }

  /// The row as cells of a spreadsheet: score, function, file, first line, mark; parted by tabs.
  public var copiedText: String {
    let mark = TriageState.allCases.first { Self.order(of: $0) == stateOrder }
    return [scoreText, name, file, "\(line)", mark?.title ?? ""].joined(separator: "\t")
  }

  init(_ finding: StoredFinding, state: TriageState?) {
    id = finding.rank
    score = finding.score
    isSuspect = finding.isSuspect && finding.suppression == nil
    acceptance = finding.suppression?.words
    name = finding.function.printable
    file = finding.file.printable
    line = finding.range.startLine
    lineCount = finding.range.endLine - finding.range.startLine + 1
    fingerprint = finding.fingerprint
    stateOrder = Self.order(of: state)
    kind = finding.kind
    missedFix = finding.missedFixWords
  }

  private static func order(of state: TriageState?) -> Int {
    switch state {
    case .confirmed: 0
    case .unsure: 1
    case .looksFine: 2
    case nil: 3
    }
  }
}

/// Which findings are shown.
public enum FindingFilter: String, CaseIterable, Sendable, Identifiable {
  /// All functions.
  case all
  /// Functions whose score reaches the threshold, unless they are accepted.
  case suspects
  /// Suspects that a comment or the project's baseline accepts.
  case accepted
  /// Functions without a mark that nothing accepts.
  case unread
  /// Functions with a confirmed vulnerability.
  case confirmed
  /// Functions without a verdict.
  case unsure
  /// Functions that look fine.
  case looksFine

  /// The filter itself.
  public var id: Self { self }
  /// The name shown.
  public var title: String {
    switch self {
    case .all: "All Functions"
    case .suspects: "Suspects"
    case .accepted: "Accepted in the Project"
    case .unread: "Not Marked Yet"
    case .confirmed: TriageState.confirmed.title
    case .unsure: TriageState.unsure.title
    case .looksFine: TriageState.looksFine.title
    }
  }

  func shows(_ finding: StoredFinding, state: TriageState?) -> Bool {
    switch self {
    case .all: true
    case .suspects: finding.isSuspect && finding.suppression == nil
    case .accepted: finding.suppression != nil
    case .unread: state == nil && finding.suppression == nil
    case .confirmed: state == .confirmed
    case .unsure: state == .unsure
    case .looksFine: state == .looksFine
    }
  }
}
