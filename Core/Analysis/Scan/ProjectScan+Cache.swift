extension ProjectScan {
  /// What the scan remembers; nil without a cache.
  func recall(for model: ModelFile) -> ScanRecall? {
    cache.map { cache in
      let repository = scanner.repository
      let keys = ScanKeys(
        root: repository.root.displayName, model: model,
        details: [options.statementLimit, options.similarLimit],
        settings: options.cacheKey.map { ([$0] + repository.options.parts).joinedWithLengths })
      return ScanRecall(cache, keys, of: repository, needsSketches: options.families != .ignored)
    }
  }
}

extension ProjectRanking.Options {
  /// The part of a result that is kept: without texts of functions that reports do not show.
  func keptPart(of result: ScanResult) -> ScanResult {
    var result = result
    result.findings = withoutHiddenTexts(result.findings)
    result.apartFindings = withoutHiddenTexts(result.apartFindings)
    result.triage.suppressed = withoutHiddenTexts(result.triage.suppressed)
    return result
  }

  private func withoutHiddenTexts(_ findings: [Finding]) -> [Finding] {
    var findings = findings
    for index in findings.indices.dropFirst(attributedCount(findings.lazy.map(\.score))) {
      findings[index].function.text = ""
    }
    return findings
  }

  /// All that reaches the result of a scan of the same files with the same model; nil when more than settings does.
  fileprivate var cacheKey: String? {
    guard committed == nil, learned == nil else { return nil }
    var baseline = CacheWriter()
    for entry in triage.baseline?.entries ?? [] {
      baseline.write(entry.file)
      baseline.write(entry.function)
      baseline.write(entry.fingerprint.digest)
      baseline.write(entry.verdict.rawValue)
    }
    let digest = triage.baseline.map { _ in HalfDigest(of: baseline.bytes) }
    let parts: [String?] = [
      limit.map(String.init), String(suspectLimit), String(attributesSuspects),
      attributedFindings.map(String.init), String(statementLimit), String(similarLimit),
      String(threshold.bitPattern), String(triage.honoursComments), triage.pathInProject,
      digest.map { "\($0.high) \($0.low)" }, past.map { String($0.identity) }, order.rawValue,
      budget.map(String.init),
      families.rawValue, String(ranksAncillaryApart),
      mended.map { mended in
        let digest = HalfDigest(of: mended.bytes)
        return "\(digest.high) \(digest.low)"
      },
    ]
    return parts.map { $0.map { "=" + $0 } ?? "" }.joinedWithLengths
  }
}
