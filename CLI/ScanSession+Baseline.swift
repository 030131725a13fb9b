import Core

extension ScanSession {
  /// Writes what the user accepts, or takes from a baseline what is stale or mended.
  func updateBaselines(_ result: ScanResult, _ triage: Triage) throws {
    let remaining = result.triage.remainingBaseline
    if let file = command.writeBaseline {
      let listed = result.findings + result.apartFindings
      let suspects: [Finding] = listed.flatMap { [$0] + $0.alike }.filter(\.isSuspect)
      let new: [Baseline.Entry] = suspects.map {
        Baseline.Entry(
          file: triage.pathInProject + $0.function.file, function: $0.function.name,
          fingerprint: $0.fingerprint)
      }
      let baseline = Baseline((remaining?.entries ?? []) + new)
      try BaselineFile.write(baseline, to: project.output(file))
      remark("vulnadapt: \(file.printable) accepts \(counting: baseline.entries.count, "suspect")")
    } else if let file = settings.baseline, let remaining,
      !result.triage.staleEntries.isEmpty || result.triage.mendedCount > 0, !command.keepBaseline
    {
      do {
        // Somebody may have marked functions since the scan began.
        try BaselineFile.update(file.isOfProject ? file : project.output(file.path)) {
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
}
