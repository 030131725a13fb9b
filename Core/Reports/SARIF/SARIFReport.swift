import Foundation

/// A SARIF 2.1.0 log, as GitHub code scanning and other services read it.
///
/// `docs/scan-report.md` says which properties hold what.
struct SARIFReport: ReportFormat {
  /// The name used on the command line.
  static let name = "sarif"
  /// What the file name of a report ends with.
  static let fileExtension = "sarif"
  /// What the format is for.
  static let abstract = "suspects as SARIF 2.1.0, for GitHub code scanning and the like"
  /// The suspects, as many as GitHub takes.
  static let content = ReportContent(
    suspectsOnly: true, isForMachines: true, limit: resultLimit, attributedFindings: nil,
    statementLimit: statementLimit, similarLimit: 1)
  /// The largest number of results of a run that GitHub code scanning accepts.
  static let resultLimit = 25_000

  static let statementLimit = 5
  private static let sourceRoot = "%SRCROOT%"
  private let style: ReportStyle

  /// Creates the format with a style.
  init(style: ReportStyle) {
    self.style = style
  }

  /// The log as text that ends with a line end.
  func report(_ result: ScanResult) -> String {
    JSONWriter.text(of: SARIFLog(runs: [run(result)]))
  }

  private func run(_ result: ScanResult) -> SARIFLog.Run {
    let apart = Self.listedApart(in: result, style)
    let own = Self.listed(in: result, style) + apart + result.triage.suppressed
    // What ranks below the threshold, but like something that was fixed.
    let missed = Self.unlistedMissedFixes(in: result, listed: own)
    let listed = (own + missed).prefix(Self.resultLimit)
    let rules = Self.rules(of: listed)
    let places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    let cwes = Set(listed.flatMap(Self.cwes)).sorted { Self.number($0) < Self.number($1) }
    let taxonomy = SARIFLog.Component(
      name: "CWE", organization: "MITRE", informationUri: "https://cwe.mitre.org/",
      taxa: cwes.map {
        SARIFLog.Descriptor(id: $0, helpUri: Signal.address(ofWeakness: Self.number($0)))
      })
    let driver = SARIFLog.Component(
      name: "VulnAdapt", semanticVersion: libraryVersion, rules: rules,
      supportedTaxonomies: cwes.isEmpty ? nil : [.init(name: "CWE")])
    return SARIFLog.Run(
      tool: .init(driver: driver),
      automationDetails: .init(id: "vulnadapt/" + Self.encoded(result.pathInProject)),
      originalUriBaseIds: [
        Self.sourceRoot: .init(description: .init(text: "The root of the project's repository."))
      ],
      invocations: [
        .init(
          startTimeUtc: result.times?.lowerBound.ISO8601Format(),
          endTimeUtc: result.times?.upperBound.ISO8601Format(),
          toolExecutionNotifications: result.skipped.map {
            Self.notification($0, in: result.pathInProject)
          })
      ],
      taxonomies: cwes.isEmpty ? nil : [taxonomy],
      results: listed.map {
        PendingResult(
          finding: $0, ruleIndex: places[Self.rule(of: $0).id] ?? 0, folder: result.pathInProject)
      },
      properties: [
        "threshold": rounded(Double(result.threshold)), "functionCount": Double(result.functionCount),
        "fileCount": Double(result.fileCount), "suspectCount": Double(result.suspectCount),
      ])
  }

  /// The rules of findings, the general one first, each once.
  private static func rules(of findings: some Collection<Finding>) -> [SARIFLog.Descriptor] {
    var seen: Set<String> = [rule.id]
    return [rule] + findings.map(rule).filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
  }

  private static func notification(_ skipped: ScanResult.Skipped, in folder: String) -> SARIFLog.Notification
  {
    let place = PhysicalPlace(skipped)
    return SARIFLog.Notification(
      level: "note", message: .init(text: place.sentence),
      locations: [
        .init(
          physicalLocation: .init(
            artifactLocation: artifact(skipped.file, in: folder),
            region: skipped.line.map { SARIFLog.Region(startLine: $0) }))
      ])
  }

  private struct PhysicalPlace {
    let sentence: String

    init(_ skipped: ScanResult.Skipped) {
      let what = skipped.line.map { "A region from line \($0) on" } ?? "The file"
      sentence = "\(what) of \(skipped.file.printable) was not scanned: it \(skipped.reason.printable)"
    }
  }

  static func artifact(_ file: String, in folder: String) -> SARIFLog.ArtifactLocation {
    .init(uri: encoded(folder + file), uriBaseId: sourceRoot)
  }

  /// A path as a relative URI reference (RFC 3986).
  static func encoded(_ path: String) -> String {
    guard !path.utf8.allSatisfy(isUnreserved) else { return path }
    return path.utf8.reduce(into: "") { result, byte in
      if isUnreserved(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
