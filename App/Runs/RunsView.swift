import Core
import SwiftUI

/// All runs, and the selected ones side by side.
struct RunsView: View {
  let window: WindowModel

  private var runs: RunsModel { window.workspace.runs }

  var body: some View {
    Group {
      if runs.runs.isEmpty { empty } else { split }
    }
    .navigationTitle("Runs and Models")
  }

  private var empty: some View {
    ContentUnavailableView {
      Label("No Runs Yet", systemImage: "square.stack.3d.up")
    } description: {
      Text("Train a model, or drop a .vulnmodel file on this window.")
    } actions: {
      Button("Go to Training") { window.screen = .training }
    }
  }

  private var split: some View {
    HSplitView {
      RunsTable(runs: runs, window: window)
        .frame(minWidth: 420)
      RunDetailView(window: window)
        .frame(minWidth: 360, maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
    }
  }
}

/// The table of runs.
private struct RunsTable: View {
  @Bindable var runs: RunsModel
  let window: WindowModel

  var body: some View {
    Table(runs.runs, selection: $runs.selection) {
      TableColumn("Run") { (run: WorkspaceRun) in
        RunNameCell(run: run, isUsed: run.id == runs.editorRunID)
      }
      TableColumn("Method") { (run: WorkspaceRun) in
        Text(verbatim: TrainingMethod.named(run.method)?.title ?? run.method.printable)
      }
      TableColumn("State") { (run: WorkspaceRun) in
        Text(verbatim: run.state.title)
      }
      TableColumn("Date") { (run: WorkspaceRun) in
        Text(run.createdAt, format: .dateTime.year().month().day().hour().minute())
      }
    }
    .onDeleteCommand { removeSelected() }
    .contextMenu(forSelectionType: String.self) { ids in
      if let run = runs.run(ids.first), ids.count == 1 { RunMenuItems(run: run, window: window) }
      Button("Delete", role: .destructive) { ids.forEach { runs.remove($0, undo: window.undo) } }
    }
  }

  private func removeSelected() {
    runs.selection.forEach { runs.remove($0, undo: window.undo) }
  }
}

/// A run's name, with a symbol for the one Xcode uses.
private struct RunNameCell: View {
  let run: WorkspaceRun
  let isUsed: Bool

  var body: some View {
    if isUsed {
      Label(run.name, systemImage: "hammer.fill")
        .help("Xcode's Editor menu uses this model.")
        .accessibilityLabel("\(run.name), used in Xcode")
    } else {
      Text(verbatim: run.name)
    }
  }
}

/// What can be done with a run.
struct RunMenuItems: View {
  let run: WorkspaceRun
  let window: WindowModel

  private var runs: RunsModel { window.workspace.runs }

  var body: some View {
    Button("Use in Xcode") { runs.useInEditor(run.id) }
      .disabled(!runs.hasModel(run))
    Button("Resume") {
      window.workspace.training.resume(run)
      window.screen = .training
    }
    .disabled(!run.canResume || window.workspace.training.isRunning)
    Button("Export Model…") { export() }
      .disabled(!runs.hasModel(run))
  }

  private func export() {
    let name = "\(run.name.replacing("/", with: "-")).\(ModelFile.fileExtension)"
    if let file = SavePanel.choose(name: name) { runs.exportModel(run.id, to: file) }
  }
}
