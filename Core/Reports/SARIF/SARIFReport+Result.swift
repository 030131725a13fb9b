extension SARIFReport {
  private static let signalLimit = 5
  private static let alikeLimit = 20

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
    let reasons = finding.reasons(limit: statementLimit)
    let parts =
      reasons.map { statement in
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
    let places = reasons.prefix(3).enumerated().map { index, statement in
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
    let confirmed = finding.isConfirmed ? " Somebody has found it to be wrong." : ""
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
        text: "The function '\(name)' scores \(score)\(standing)" + kind + confirmed + missed + checks
          + because + past
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

  /// From which similarity on a labelled function's kind of mistake is named.
  private static let leastSimilarity = 0.5

  /// The kinds of mistakes in the labels of vulnerable functions that clearly resemble a finding.
  static func cwes(_ finding: Finding) -> [String] {
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

  static func number(_ cwe: String) -> Int { Int(cwe.dropFirst("CWE-".count)) ?? 0 }
}
