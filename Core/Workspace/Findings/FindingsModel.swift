import Foundation
import Observation

/// The findings screen of one window: a project's ranking, filtered and sorted, and the function being read.
@MainActor @Observable public final class FindingsModel {
  /// What is going on.
  public enum Phase: Hashable, Sendable {
    /// Nothing; the ranking, if any, can be read.
    case idle
    /// A ranking is being read from disk.
    case loading
    /// The project is being ranked: files and functions so far.
    case ranking(files: Int, functions: Int)
    /// The project cannot be ranked; the sentence says why.
    case failed(String)
  }

  /// The project whose functions are shown.
  public private(set) var projectID: String?
  /// The ranking that is shown; nil where there is none yet.
  public private(set) var scan: ScanRecord?
  /// The rankings of the project, newest first.
  private(set) var scans: [ScanRecord] = []
  /// What is going on.
  public internal(set) var phase = Phase.idle
  /// Which findings are shown.
  public var filter = FindingFilter.all
  /// What names and files must contain to be shown.
  public var search = ""
  /// The order of the table.
  public var sortOrder = [KeyPathComparator(\FindingRow.score, order: .reverse)]
  /// The families of which all are listed, by the places of their first functions in the ranking.
  private(set) var openedFamilies: Set<Int> = []
  /// The selected findings.
  public var selection: Set<Int> = []
  /// The function being read; nil while nothing or more than one is selected.
  public internal(set) var source: FunctionSource?

  var findings: [StoredFinding] = []
  let store: WorkspaceStore
  let environment: WorkspaceEnvironment
  let notices: NoticesModel
  /// The marks, shared with other windows.
  public let triage: TriageModel
  let runs: RunsModel
  let pasts: PastsModel
  @ObservationIgnored private var shown: (key: RowsKey, rows: [FindingRow])?
  @ObservationIgnored var detector: (scanID: String, detector: Detector)?
  @ObservationIgnored var stop = StopRequest()
  @ObservationIgnored private var loading: Task<Void, Never>?
  @ObservationIgnored var opening: Task<Void, Never>?

  /// Creates the screen of a window.
  public init(triage: TriageModel, runs: RunsModel, pasts: PastsModel) {
    store = runs.store
    environment = runs.environment
    notices = runs.notices
    self.triage = triage
    self.runs = runs
    self.pasts = pasts
  }

  // MARK: Showing

  /// Shows the newest ranking of a project; nil shows nothing.
  public func show(project id: String?) {
    if let id, id == projectID {
      let newest = try? store.scans(ofProject: id).first?.id
      if phase == .idle, newest != scans.first?.id { reload() }
      return
    }
    projectID = id
    selection = []
    source = nil
    reload()
  }

  /// Reads the project's rankings and shows one of them, at first the newest.
  public func reload(showing scanID: String? = nil) {
    stop.make()
    loading?.cancel()
    scans = []
    scan = nil
    findings = []
    openedFamilies = []
    phase = .idle
    guard let projectID else { return }
    triage.load(projectID)
    pasts.load(projectID)
    notices.attempt { scans = try store.scans(ofProject: projectID) }
    scan = scans.first { $0.id == scanID } ?? scans.first
    guard let scan else { return }
    phase = .loading
    loading = Task { [store] in
      do {
        let findings = try await onOwnThread("loading findings") { try store.findings(ofScan: scan.id) }
        guard !Task.isCancelled else { return }
        self.findings = findings
        phase = .idle
      } catch {
        if !Task.isCancelled { phase = .failed(WorkspaceError.sentence(for: error)) }
      }
    }
  }

  /// Shows another ranking of the project.
  public func choose(_ scan: ScanRecord) {
    selection = []
    source = nil
    reload(showing: scan.id)
  }

  /// Waits until the ranking is read, and until the editor has answered.
  func settle() async {
    await loading?.value
    await opening?.value
  }

  /// Everything that decides which rows are shown, and how.
  private struct RowsKey: Equatable {
    var scanID: String?
    var count: Int
    var filter: FindingFilter
    var search: String
    var sortOrder: [KeyPathComparator<FindingRow>]
    var triageVersion: Int
    var openedFamilies: Set<Int>
  }

  /// The findings to show, in the order of the table.
  ///
  /// - Complexity: O(*n* log *n*) after a change, O(1) otherwise.
  public var rows: [FindingRow] {
    let key = RowsKey(
      scanID: scan?.id, count: findings.count, filter: filter, search: search, sortOrder: sortOrder,
      triageVersion: triage.version, openedFamilies: openedFamilies)
    if let shown, shown.key == key { return shown.rows }
    let marks = projectID.flatMap { triage.marks[$0] } ?? [:]
    let search = search
    let found = findings.filter { finding in
      filter.shows(finding, state: marks[finding.fingerprint])
        && (search.isEmpty || finding.function.localizedCaseInsensitiveContains(search)
          || finding.file.localizedCaseInsensitiveContains(search))
    }
    var families: [Int: [FindingRow]] = [:]
    let firsts = found.groupedInOrder { $0.leader ?? $0.rank }.map { members -> FindingRow in
      let rows = members.map { FindingRow($0, state: marks[$0.fingerprint]) }
      var first = rows[0]
      first.alikeCount = rows.count - 1
      first.isOpened = openedFamilies.contains(members[0].leader ?? members[0].rank)
      guard first.isOpened else { return first }
      families[first.id] = rows.dropFirst().map { row in
        var row = row
        row.isBelowFirst = true
        return row
      }
      return first
    }
    // The ranking itself decides between equals, so that the order never jumps.
    let sorted = sortOrder.isEmpty ? firsts : firsts.sorted(using: sortOrder)
    let rows = sorted.flatMap { [$0] + (families[$0.id] ?? []) }
    shown = (key, rows)
    return rows
  }

  /// Lists the functions that are like a row's, or hides them again.
  public func toggleFamily(of row: FindingRow) {
    guard findings.indices.contains(row.id - 1) else { return }
    openedFamilies.formSymmetricDifference([findings[row.id - 1].leader ?? row.id])
  }

  /// Rows as text for other programs, in the order of the table; nil copies the selected ones.
  public func copiedText(of ranks: Set<Int>? = nil) -> String {
    let ranks = ranks ?? selection
    return rows.filter { ranks.contains($0.id) }.map(\.copiedText).joined(separator: "\n")
  }

  /// The mark of a row.
  public func state(of row: FindingRow) -> TriageState? {
    projectID.flatMap { triage.state(of: row.fingerprint, in: $0) }
  }

  /// The counts in a line, such as "19 suspects among 187 functions".
  public var summary: String {
    guard let scan else { return "" }
    let suspects = scan.summary.suspectCount
    let accepted = scan.summary.acceptedCount ?? 0
    return "\(counting: suspects, "suspect")"
      + (accepted > 0 ? " and \(accepted) accepted" : "") + " among \(scan.summary.functionCount) functions"
  }
}
