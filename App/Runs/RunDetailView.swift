import Core
import SwiftUI

/// One run in detail, or several side by side.
struct RunDetailView: View {
  let window: WindowModel

  private var selected: [WorkspaceRun] { window.workspace.runs.selectedRuns }

  var body: some View {
    if selected.isEmpty {
      ContentUnavailableView(
        "No Run Selected", systemImage: "square.stack.3d.up",
        description: Text("Select a run to see its figures, or several to compare them."))
    } else {
      ScrollView {
        VStack(alignment: .leading, spacing: 16) {
          if selected.count == 1 { RunHeader(run: selected[0], window: window) }
          ComparisonGrid(comparison: RunComparison(selected))
          ForEach(selected) { run in
            RunCurves(run: run, isTitled: selected.count > 1)
          }
        }
        .padding(20)
        .frame(maxWidth: .infinity, alignment: .leading)
      }
    }
  }
}

/// A run's name, message and actions.
private struct RunHeader: View {
  let run: WorkspaceRun
  let window: WindowModel
  @State private var name = ""

  var body: some View {
    TextField("Name", text: $name)
      .font(.title2)
      .onChange(of: run.id, initial: true) { name = run.name }
      .onSubmit { window.workspace.runs.rename(run.id, to: name, undo: window.undo) }
    if let message = run.message { Text(verbatim: message) }
    HStack {
      RunMenuItems(run: run, window: window)
    }
    ReportButtons(run: run, window: window)
    WarningsView(warnings: run.warnings)
  }
}

/// Writes the newest ranking made with a run's model as a report.
private struct ReportButtons: View {
  let run: WorkspaceRun
  let window: WindowModel

  var body: some View {
    if let scan = window.workspace.reports.newestScan(ofRun: run.id) {
      HStack {
        Text("Report of the findings:")
        ForEach(ReportExports.formats, id: \.self) { name in
          Button("\(name.uppercased())…") { export(scan, name) }
        }
        Button("Baseline…") { exportBaseline(of: scan) }
          .help("Accepts the suspects marked Looks Fine in vulnadapt scan --baseline")
      }
    }
  }

  private func export(_ scan: ScanRecord, _ format: String) {
    guard let kind = ReportFormats.named(format) else { return }
    let name = "\(run.name.replacing("/", with: "-")).\(kind.fileExtension)"
    if let file = SavePanel.choose(name: name) {
      Task { await window.workspace.reports.writeReport(scan, format: format, to: file) }
    }
  }

  private func exportBaseline(of scan: ScanRecord) {
    if let file = SavePanel.choose(name: "vulnadapt-baseline.json") {
      Task { await window.workspace.reports.writeBaseline(of: scan, to: file) }
    }
  }
}

/// Figures and settings, a column for each run.
private struct ComparisonGrid: View {
  let comparison: RunComparison

  var body: some View {
    RunFiguresGrid(comparison: comparison)
    GroupBox(comparison.titles.count > 1 ? "Settings That Differ" : "Settings") {
      RowsGrid(titles: comparison.titles, rows: comparison.settings)
    }
  }
}

/// A run's curves.
private struct RunCurves: View {
  let run: WorkspaceRun
  let isTitled: Bool

  var body: some View {
    if isTitled { Text(verbatim: run.name).font(.headline) }
    TrainingChartsView(curves: run.curves, lastStep: run.curves.lastStep)
  }
}
