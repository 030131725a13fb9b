extension ScanSnapshot {
  /// The snapshot as bytes; settings and names are not among them.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    writer.write(state)
    writer.write(result.functionCount)
    writer.write(result.fileCount)
    writer.write(result.suspectCount)
    writer.write(result.highestScore == nil ? 0 : 1)
    if let score = result.highestScore { writer.write(score: score) }
    writer.write(result.scoreHistogram.count)
    for count in result.scoreHistogram { writer.write(count) }
    writer.write(result.novelCount == nil ? 0 : 1)
    if let count = result.novelCount { writer.write(count) }
    writer.write(result.isNovel ? 1 : 0)
    writer.write(result.skipped.count)
    for skipped in result.skipped {
      writer.write(skipped.file)
      writer.write(skipped.line ?? 0)
      writer.write(skipped.reason)
    }
    writer.write(result.findings.count)
    for finding in result.findings { writer.write(finding) }
    writer.write(result.apartCounts.count)
    for (word, count) in result.apartCounts.sorted(by: { $0.key < $1.key }) {
      writer.write(word)
      writer.write(count)
    }
    writer.write(result.apartSuspectCount)
    writer.write(result.apartFindings.count)
    for finding in result.apartFindings { writer.write(finding) }
    writer.write(result.rowCount)
    writer.write(result.missedFixes.count)
    for finding in result.missedFixes { writer.write(finding) }
    writer.write(result.triage)
    return writer.bytes
  }

  /// Reads what ``bytes`` wrote.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - empty: A result with the names and settings of this scan, to be filled.
  /// - Throws: ``CacheDamage``.
  init(_ bytes: ArraySlice<UInt8>, into empty: ScanResult) throws(CacheDamage) {
    var reader = CacheReader(bytes)
    state = try reader.digest()
    var result = empty
    result.functionCount = try reader.number()
    result.fileCount = try reader.number()
    result.suspectCount = try reader.number()
    result.highestScore = try reader.number() == 0 ? nil : try reader.score()
    result.scoreHistogram = []
    for _ in 0..<(try reader.count(minimumSize: 1)) { result.scoreHistogram.append(try reader.number()) }
    result.novelCount = try reader.number() == 0 ? nil : try reader.number()
    result.isNovel = try reader.number() == 1
    result.skipped = []
    for _ in 0..<(try reader.count(minimumSize: 3)) {
      let (file, line) = (try reader.text(), try reader.number())
      result.skipped.append(.init(file: file, line: line == 0 ? nil : line, reason: try reader.text()))
    }
    result.findings = try reader.findings(threshold: empty.threshold)
    result.apartCounts = [:]
    for _ in 0..<(try reader.count(minimumSize: 2)) {
      let word = try reader.text()
      result.apartCounts[word] = try reader.number()
    }
    result.apartSuspectCount = try reader.number()
    result.apartFindings = try reader.findings(threshold: empty.threshold)
    result.rowCount = try reader.number()
    result.missedFixes = try reader.findings(threshold: empty.threshold)
    result.triage = try reader.triage(threshold: empty.threshold)
    guard reader.isAtEnd else { throw CacheDamage() }
    self.result = result
  }
}

extension CacheWriter {
  fileprivate mutating func write(_ finding: Finding) {
    let function = finding.function
    write(finding.rank)
    write(score: finding.score)
    write(finding.fingerprint.digest)
    write(finding.occurrence)
    write(function.file)
    write(function.name)
    write(function.signature)
    write(function.range)
    write(function.text)
    write(finding.statements.count)
    for statement in finding.statements {
      write(statement.range)
      write(statement.text)
      write(fixed: statement.share.bitPattern)
    }
    write(finding.similarFunctions.count)
    for similar in finding.similarFunctions { write(similar) }
    write(finding.signals.count)
    for signal in finding.signals { write(signal) }
    write(finding.isConfirmed ? 1 : 0)
    write(finding.isNovel)
    write(finding.ancillary?.rawValue ?? "")
    write(finding.leader ?? 0)
    write(finding.missedFix == nil ? 0 : 1)
    if let fix = finding.missedFix { write(fix) }
    write(finding.alike.count)
    for alike in finding.alike { write(alike) }
    switch finding.suppression {
    case nil: write(0)
    case .baseline: write(1)
    case .comment(let comment):
      write(2)
      write(comment)
    }
  }

  fileprivate mutating func write(_ triage: TriageOutcome) {
    write(triage.suppressed.count)
    for finding in triage.suppressed { write(finding) }
    write(triage.unusedSuppressions.count)
    for unused in triage.unusedSuppressions {
      write(unused.file)
      write(unused.line)
      switch unused.cause {
      case .unknownWords: write(0)
      case .noFunction: write(1)
      case .noSuspect(let function, let score):
        write(2)
        write(function)
        write(score: score)
      }
    }
    write(triage.staleEntries)
    write(triage.idleEntryCount)
    write(triage.mendedCount)
    write(triage.remainingBaseline == nil ? 0 : 1)
    if let baseline = triage.remainingBaseline { write(baseline.entries) }
  }

  private mutating func write(_ entries: [Baseline.Entry]) {
    write(entries.count)
    for entry in entries {
      write(entry.file)
      write(entry.function)
      write(entry.fingerprint.digest)
      write(entry.verdict.rawValue)
    }
  }
}

extension CacheReader {
  /// Findings in the order in which they are listed.
  ///
  /// - Parameters:
  ///   - threshold: The score from which on a function is a suspect.
  ///   - isNested: Whether these are the others of a family, which have no families of their own.
  /// - Returns: The findings.
  /// - Throws: ``CacheDamage``.
  fileprivate mutating func findings(
    threshold: Float, isNested: Bool = false
  ) throws(CacheDamage) -> [Finding] {
    let count = try count(minimumSize: 37)
    var findings: [Finding] = []
    findings.reserveCapacity(count)
    for _ in 0..<count {
      findings.append(try finding(threshold: threshold, isNested: isNested))
    }
    return findings
  }

  private mutating func finding(
    threshold: Float, isNested: Bool
  ) throws(CacheDamage) -> Finding {
    let rank = try number()
    let score = try score()
    let fingerprint = FunctionFingerprint(digest: try digest())
    let occurrence = try number()
    let (file, name, signature) = (try text(), try text(), try text())
    let function = CFunction(
      file: file, name: name, signature: signature, range: try range(), text: try text())
    var finding = Finding(
      rank: rank, score: score, function: function, statements: [], isSuspect: score >= threshold,
      fingerprint: fingerprint, occurrence: occurrence)
    for _ in 0..<(try count(minimumSize: 15)) {
      finding.statements.append(
        StatementAttribution(range: try range(), text: try text(), share: try part()))
    }
    finding.similarFunctions = try similarFunctions()
    finding.signals = try signals()
    finding.isConfirmed = try number() == 1
    finding.isNovel = try answer()
    finding.ancillary = AncillaryCode(rawValue: try text())
    let leader = try number()
    finding.leader = leader > 0 ? leader : nil
    if try number() > 0 { finding.missedFix = try missedFix() }
    if isNested {
      guard try number() == 0 else { throw CacheDamage() }
    } else {
      finding.alike = try findings(threshold: threshold, isNested: true)
    }
    switch try number() {
    case 0: break
    case 1: finding.suppression = .baseline
    case 2: finding.suppression = .comment(try comment())
    default: throw CacheDamage()
    }
    guard ScanSnapshot.isSound(finding) else { throw CacheDamage() }
    return finding
  }

  fileprivate mutating func triage(threshold: Float) throws(CacheDamage) -> TriageOutcome {
    var triage = TriageOutcome(suppressed: try findings(threshold: threshold))
    for _ in 0..<(try count(minimumSize: 3)) {
      let (file, line) = (try text(), try number())
      let cause: UnusedSuppression.Cause
      switch try number() {
      case 0: cause = .unknownWords
      case 1: cause = .noFunction
      case 2: cause = .noSuspect(function: try text(), score: try score())
      default: throw CacheDamage()
      }
      triage.unusedSuppressions.append(UnusedSuppression(file: file, line: line, cause: cause))
    }
    triage.staleEntries = try entries()
    triage.idleEntryCount = try number()
    triage.mendedCount = try number()
    if try number() > 0 { triage.remainingBaseline = Baseline(try entries()) }
    return triage
  }

  private mutating func entries() throws(CacheDamage) -> [Baseline.Entry] {
    var entries: [Baseline.Entry] = []
    for _ in 0..<(try count(minimumSize: 25)) {
      let (file, function) = (try text(), try text())
      let fingerprint = FunctionFingerprint(digest: try digest())
      guard let verdict = Baseline.Verdict(rawValue: try text()) else { throw CacheDamage() }
      entries.append(
        Baseline.Entry(file: file, function: function, fingerprint: fingerprint, verdict: verdict))
    }
    return entries
  }
}
