/// What a whole scan found, for the next scan of the same files with the same settings.
struct ScanSnapshot: Sendable {
  /// The files the scan read, and all that was passed over.
  let state: HalfDigest
  let result: ScanResult

  /// Keeps a result; nil when its places contradict each other, which no report must meet.
  ///
  /// - Parameters:
  ///   - result: The result, with the texts that are to be kept.
  ///   - state: What was scanned, from ``state(of:sizeLimit:before:)``.
  init?(_ result: ScanResult, state: HalfDigest) {
    let all = result.findings + result.apartFindings + result.triage.suppressed + result.missedFixes
    guard (all + all.flatMap(\.alike)).allSatisfy(Self.isSound) else { return nil }
    self.state = state
    self.result = result
  }

  /// Whether a finding's text and statements stand inside its function.
  static func isSound(_ finding: Finding) -> Bool {
    let range = finding.function.range
    let length = finding.function.text.utf8.count
    guard length == 0 || length == range.endOffset - range.startOffset else { return false }
    return (finding.statements.map(\.range) + finding.signals.map(\.range)).allSatisfy { part in
      range.startOffset <= part.startOffset && part.startOffset <= part.endOffset
        && part.endOffset <= range.endOffset && length > 0
    }
  }

  /// A digest of all files to scan; nil when one of them may change without its stamp telling.
  ///
  /// - Parameters:
  ///   - listing: What there is to scan.
  ///   - sizeLimit: The largest file that is read, in bytes.
  ///   - began: When the scan began, in seconds since 1970.
  /// - Returns: The digest.
  static func state(of listing: Repository.Listing, sizeLimit: Int, before began: Int64) -> HalfDigest? {
    var writer = CacheWriter()
    writer.write(sizeLimit)
    writer.write(listing.ignoredByGit)
    writer.write(listing.ignoredByVulnadapt)
    writer.write(listing.skipped.count)
    for skipped in listing.skipped {
      writer.write(skipped.path)
      writer.write(skipped.reason)
    }
    for file in listing.files {
      guard let stamp = file.stamp, !stamp.isFresh(at: began) else { return nil }
      writer.write(file.systemPath.bytes)
      writer.write(stamp)
    }
    return HalfDigest(of: writer.bytes)
  }
}
