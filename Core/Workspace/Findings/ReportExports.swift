import Foundation

/// Writes rankings that are kept as reports and baselines.
@MainActor public struct ReportExports {
  let store: WorkspaceStore
  let notices: NoticesModel

  /// The names of the formats in which findings can be written.
  public nonisolated static var formats: [String] { ReportFormats.all.map { $0.name } }

  /// The newest ranking made with a run's model; nil when there is none.
  public func newestScan(ofRun id: String) -> ScanRecord? {
    try? store.newestScan(ofRun: id)
  }

  /// Writes a ranking as a report, in the background.
  ///
  /// Suspects that are marked as looking fine are listed as accepted by a baseline, as in a scan that is given the
  /// file of ``writeBaseline(of:to:)``.
  ///
  /// - Parameters:
  ///   - scan: The ranking.
  ///   - format: The name of a format in ``ReportFormats/all``.
  ///   - file: The file to write.
  public func writeReport(_ scan: ScanRecord, format: String, to file: URL) async {
    guard let format = ReportFormats.named(format) else { return }
    await export { [store] in
      let report = format.init(style: ReportStyle()).report(try store.scanResult(scan, for: format))
      try ReportFile.write(report, to: NamedFile(file.path))
    }
  }

  /// Writes a baseline for `vulnadapt scan --baseline`, in the background: the project's own, and the suspects of a
  /// ranking that are marked as looking fine.
  public func writeBaseline(of scan: ScanRecord, to file: URL) async {
    await export { [store] in try BaselineFile.write(try store.baseline(of: scan), to: file.path) }
  }

  private func export(_ work: @escaping @Sendable () throws -> Void) async {
    do { try await onOwnThread("export", work) } catch { notices.post(error) }
  }
}
