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

  private static let statementLimit = 5
  private static let signalLimit = 5
  private static let alikeLimit = 20
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

  /// A finding that becomes a result when it is written: not all results are held at once.
  struct PendingResult: JSONWritable, Sendable {
    let finding: Finding
    let ruleIndex: Int
    /// The path from the project's root to the scanned folder.
    let folder: String

    func write(to json: inout JSONWriter) {
      result(finding, ruleIndex: ruleIndex, in: folder).write(to: &json)
    }
  }

  private static func result(
    _ finding: Finding, ruleIndex: Int, in folder: String
  ) -> SARIFLog.Result {
    let function = finding.function
    let columns = UTF16Columns(of: function)
    let artifact = artifact(function.file, in: folder)
    let score = String(score: finding.score)
    let signals = SignalRow.rows(of: finding.signals).prefix(signalLimit)
    let parts =
      finding.statements.prefix(statementLimit).map { statement in
        (statement.range, "\(String(percent: statement.share)) of the score: \(statement.text.printable)")
      } + signals.map { ($0.first.range, "To check: \($0.sentence)") }
    let related = parts.enumerated().map { index, part in
      SARIFLog.Location(
        id: index + 1,
        physicalLocation: .init(artifactLocation: artifact, region: columns.region(of: part.0)),
        message: .init(text: part.1))
    }
    let alike = finding.alike.prefix(alikeLimit).enumerated().map { index, other in
      let range = other.function.range
      return SARIFLog.Location(
        id: related.count + index + 1,
        physicalLocation: .init(
          artifactLocation: Self.artifact(other.function.file, in: folder),
          region: .init(startLine: range.startLine, endLine: range.endLine)),
        message: .init(
          text: "Alike: '\(other.function.name.printable)', which scores \(String(score: other.score))."))
    }
    let places = finding.statements.prefix(min(3, statementLimit)).enumerated().map { index, statement in
      "[\(statement.isBlock ? "lines" : "line") \(statement.lines)](\(index + 1))"
    }
    let toCheck = related.suffix(signals.count).compactMap { location in
      location.physicalLocation.region.map {
        "[line \($0.startLine)](\(location.id ?? 0)): \(linkSafe(location.message?.text.dropFirst(10) ?? ""))"
      }
    }
    let checks = toCheck.isEmpty ? "" : " To check: " + toCheck.joined(separator: "; ") + "."
    let because = places.isEmpty ? "" : " Statements that raised it most: \(places.joined(separator: ", "))."
    let name = linkSafe(function.name.printable)
    let past = finding.past.flatMap { $0.isWorthAWord ? " " + linkSafe($0.sentence) : nil } ?? ""
    let family = zip(finding.alike, alike).map { other, location in
      "[\(linkSafe(other.function.name.printable))](\(location.id ?? 0))"
    }
    let familyEnd = finding.alike.count > family.count ? ", …." : "."
    let likeness =
      family.isEmpty
      ? "" : " And \(finding.alike.count) alike: " + family.joined(separator: ", ") + familyEnd
    let missed = finding.missedFix.map { " It is \(linkSafe($0.words))." } ?? ""
    let kind = finding.ancillary.map { " It is \($0.word) code." } ?? ""
    let cwes = cwes(finding)
    let standing =
      finding.ancillary != nil
      ? ", ranked apart from the project's own code."
      : finding.isSuspect ? ": the model takes it for one to review first." : ", below the threshold."
    let head =
      function.text.isEmpty && !finding.holdsSuspect
      ? SARIFLog.Region(startLine: function.range.startLine, endLine: function.range.endLine) : columns.head
    return SARIFLog.Result(
      ruleId: rule(of: finding).id, ruleIndex: ruleIndex,
      level: finding.ancillary == nil ? "warning" : "note",
      message: .init(
        text: "The function '\(name)' scores \(score)\(standing)" + kind + missed + checks + because + past
          + likeness),
      locations: [
        .init(
          physicalLocation: .init(
            artifactLocation: artifact, region: head,
            contextRegion: .init(startLine: function.range.startLine, endLine: function.range.endLine)),
          logicalLocations: [.init(name: function.name.printable)])
      ],
      relatedLocations: related + alike,
      partialFingerprints: [
        "primaryLocationLineHash": "\(finding.fingerprint):\(finding.occurrence)",
        "vulnadaptFunction/v1": "\(finding.fingerprint):\(finding.occurrence)",
      ],
      rank: rounded(Double(finding.score) * 100), suppressions: suppressions(of: finding, in: folder),
      taxa: cwes.isEmpty ? nil : cwes.map { .init(id: $0, toolComponent: .init(name: "CWE")) },
      properties: properties(of: finding))
  }

  private static func properties(of finding: Finding) -> [String: Double] {
    var properties = [
      "alike": Double(finding.alike.count), "score": rounded(Double(finding.score)),
      "place": Double(finding.rank),
      "ancillary": finding.ancillary == nil ? 0 : 1,
    ]
    guard let past = finding.past else { return properties }
    properties["past/changes"] = Double(past.changes)
    properties["past/fixes"] = Double(past.fixes)
    properties["past/securityFixes"] = Double(past.securityFixes)
    properties["past/cveFixes"] = Double(past.cveFixes)
    return properties
  }

  /// A text for a message with links, where brackets and backslashes have a meaning.
  private static func linkSafe(_ text: some StringProtocol) -> String {
    String(text).replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
  }

  private static func suppressions(of finding: Finding, in folder: String) -> [SARIFLog.Suppression] {
    switch finding.suppression {
    case nil: []
    case .baseline: [.init(kind: "external", justification: "Accepted by the baseline.")]
    case .comment(let comment):
      [
        .init(
          kind: "inSource", justification: finding.suppression?.reason?.printable,
          location: .init(
            physicalLocation: .init(
              artifactLocation: artifact(finding.function.file, in: folder),
              region: .init(startLine: comment.line))))
      ]
    }
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

  private static func artifact(_ file: String, in folder: String) -> SARIFLog.ArtifactLocation {
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

  /// From which similarity on a labelled function's kind of mistake is named.
  private static let leastSimilarity = 0.5

  /// The kinds of mistakes in the labels of vulnerable functions that clearly resemble a finding.
  private static func cwes(_ finding: Finding) -> [String] {
    var seen: Set<String> = []
    let similar = finding.similarFunctions.filter { $0.isVulnerable && $0.similarity >= leastSimilarity }
    return (finding.signals.map(\.weakness) + similar.compactMap(\.cwe)).filter {
      isCWE($0) && seen.insert($0).inserted
    }
  }

  private static func isCWE(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst(4)
    return text.hasPrefix("CWE-") && (1...6).contains(digits.count) && digits.allSatisfy { 48...57 ~= $0 }
  }

  private static func number(_ cwe: String) -> Int { Int(cwe.dropFirst("CWE-".count)) ?? 0 }
}
