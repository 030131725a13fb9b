import Core
import Foundation

extension ScanSession {
  /// Writes what the user accepts, or takes from a baseline what is stale or mended.
  func updateBaselines(_ result: ScanResult, _ triage: Triage) throws {
    let remaining = result.triage.remainingBaseline
    if let file = command.writeBaseline {
      let listed = result.findings + result.apartFindings
      // What is confirmed is known to be wrong.
      let suspects: [Finding] = listed.flatMap { [$0] + $0.alike }.filter { $0.isSuspect && !$0.isConfirmed }
      let new: [Baseline.Entry] = suspects.map {
        Baseline.Entry(
          file: triage.pathInProject + $0.function.file, function: $0.function.name,
          fingerprint: $0.fingerprint)
      }
      let output = project.output(file)
      let before = triage.baseline ?? Baseline()
      var accepted = 0
      try BaselineFile.update(output) { found in
        let written = found.accepting(
          new, after: remaining ?? before, of: isScanned(against: output) ? before : nil)
        accepted = written.entries.count { $0.verdict == .accepted }
        return written
      }
      remark("vulnadapt: \(file.printable) accepts \(counting: accepted, "suspect")")
    } else if let file = settings.baseline, let remaining,
      !result.triage.staleEntries.isEmpty || result.triage.mendedCount > 0, !command.keepBaseline
    {
      do {
        // Somebody may have marked functions since the scan began.
        try BaselineFile.update(project.output(file)) {
          $0.applying(changesFrom: triage.baseline ?? Baseline(), to: remaining)
        }
        if result.triage.mendedCount > 0 {
          let mended = result.triage.mendedCount
          remark(
            "vulnadapt: \(counting: mended, "confirmed function was", plural: "confirmed functions were")"
              + " changed, taken for mended and listed no more")
        }
        guard !result.triage.staleEntries.isEmpty else { return }
        remark(
          "vulnadapt: removed \(counting: result.triage.staleEntries.count, "stale entry", plural: "stale entries")"
            + " from \(file.path.printable)")
      } catch {
        // The scan is done and right; a checkout that cannot be written to is no reason to fail.
        remark("vulnadapt: stale entries stay: \(error)")
      }
    }
  }

  /// Whether a baseline is the one that the scan went on with.
  private func isScanned(against file: NamedFile) -> Bool {
    guard let read = settings.baseline else { return true }
    return URL(fileURLWithPath: project.output(read).path).resolvingSymlinksInPath()
      == URL(fileURLWithPath: file.path).resolvingSymlinksInPath()
  }
}
