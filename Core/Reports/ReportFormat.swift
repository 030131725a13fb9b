/// A way to write the result of a scan.
///
/// To add a format, add one type and list it in ``ReportFormats/all``. The same result and style always give
/// the same text.
public protocol ReportFormat: Sendable {
  /// The name used on the command line, such as `json`.
  static var name: String { get }
  /// What the file name of a report ends with, without the dot.
  static var fileExtension: String { get }
  /// What the format is for, in a few words.
  static var abstract: String { get }
  /// What the format shows of a scan when nothing else is asked for.
  static var content: ReportContent { get }
  /// Creates the format with a style; formats ignore what has no meaning for them.
  init(style: ReportStyle)
  /// The whole report as text that ends with a line end.
  func report(_ result: ScanResult) -> String
}

extension ReportFormat {
  /// The findings of a scan that the format lists.
  static func listed(in result: ScanResult, _ style: ReportStyle) -> [Finding] {
    var content = content
    if result.listsOthers, content.suspectsOnly, !content.isForMachines {
      // Whoever reads by lines wants what is worth them, whatever its score.
      content.suspectsOnly = false
      if result.budget == nil { content.limit = rowsByLines }
    }
    let findings = content.suspectsOnly ? result.findings.filter(\.holdsSuspect) : result.findings
    guard let limit = style.limit(for: content) else { return findings }
    return Array(findings.prefix(limit))
  }
}

/// How many rows a format that usually lists suspects only has in an order by lines.
private let rowsByLines = 20

/// Where a finding's function stands.
private struct FindingPlace: Hashable {
  let file: String
  let offset: Int

  init(_ finding: Finding) { (file, offset) = (finding.function.file, finding.function.range.startOffset) }
}

extension ReportFormat {
  /// The functions that lack a fix of a function like them and that no listed finding stands for.
  static func unlistedMissedFixes(in result: ScanResult, listed: [Finding]) -> [Finding] {
    let places = Set(listed.flatMap { [$0] + $0.alike }.map { FindingPlace($0) })
    return result.missedFixes.filter { !places.contains(FindingPlace($0)) }
  }

  /// The findings ranked apart that the format lists after the others.
  static func listedApart(in result: ScanResult, _ style: ReportStyle) -> [Finding] {
    var apart = result
    apart.findings = result.apartFindings
    return listed(in: apart, style)
  }
}

/// How much of a scan a format shows.
public struct ReportContent: Hashable, Sendable {
  /// Whether functions that are no suspects are left out.
  var suspectsOnly: Bool
  /// Whether a service reads it that takes every row for something to mend.
  var isForMachines = false
  /// The largest number of findings when the user asks for none; nil for all.
  public var limit: Int?
  /// How many findings, from the first, come with statements; nil for all.
  var attributedFindings: Int?
  /// The largest number of statements of a finding.
  var statementLimit: Int
  /// How many similar labelled functions those findings come with.
  public var similarLimit = 0
}

/// How a report may look, and how much of the scan it shows.
public struct ReportStyle: Hashable, Sendable {
  /// How many findings a report lists.
  public enum Limit: Hashable, Sendable {
    /// As many as the format lists by itself.
    case standard
    /// At most so many.
    case first(Int)
    /// All.
    case all
  }

  /// Whether colours are used.
  public var usesColor: Bool
  /// The number of columns to fill.
  public var width: Int
  /// How many findings are listed.
  public var limit: Limit
  /// What the program that shows the report says of how to get more.
  public var advice: ShellAdvice

  /// Creates a style.
  public init(
    usesColor: Bool = false, width: Int = 110, limit: Limit = .standard, advice: ShellAdvice = ShellAdvice()
  ) {
    self.advice = advice
    self.usesColor = usesColor
    self.width = width
    self.limit = limit
  }

  /// The largest number of findings of a format; nil for all.
  func limit(for content: ReportContent) -> Int? {
    switch limit {
    case .standard: content.limit
    case .first(let count): count
    case .all: nil
    }
  }
}

/// The formats reports are written in.
public enum ReportFormats {
  /// All formats, in the order in which they are listed to users.
  public static let all: [any ReportFormat.Type] = [
    TableReport.self, TextReport.self, JSONReport.self, SARIFReport.self, MarkdownReport.self,
    HTMLReport.self,
  ]

  /// The format with a name, or nil.
  public static func named(_ name: String) -> (any ReportFormat.Type)? {
    all.first { $0.name == name }
  }

  /// What a ranking has to keep so that reports of some formats can be written.
  ///
  /// - Parameters:
  ///   - formats: The formats.
  ///   - style: How many findings are asked for.
  ///   - threshold: The score from which on a function is a suspect.
  ///   - triage: What has been decided about suspects.
  /// - Returns: Options under which a scan holds what each report shows.
  public static func rankingOptions(
    for formats: [any ReportFormat.Type], _ style: ReportStyle, threshold: Float, triage: Triage
  ) -> ProjectRanking.Options {
    var options = ProjectRanking.Options(
      limit: 1, attributedFindings: 0, statementLimit: 0, threshold: threshold, triage: triage)
    for format in formats {
      let content = format.content
      let limit = style.limit(for: content)
      if content.suspectsOnly {
        options.suspectLimit = max(options.suspectLimit, limit ?? .max)
      } else if let kept = options.limit {
        options.limit = limit.map { max(kept, $0) }
      }
      if content.suspectsOnly, content.attributedFindings == nil {
        options.attributesSuspects = true
      } else if let count = options.attributedFindings {
        options.attributedFindings = content.attributedFindings.map { max(count, $0) }
      }
      options.statementLimit = max(options.statementLimit, content.statementLimit)
      options.similarLimit = max(options.similarLimit, content.similarLimit)
    }
    return options
  }
}
