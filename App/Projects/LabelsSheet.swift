import Core
import SwiftUI

/// The functions of a project beside the one being read, to set labels right.
struct LabelsSheet: View {
  @Bindable var labels: LabelsModel
  // A sheet is a window of its own: the undo manager of the window below is out of reach while it is open.
  @State private var undo = WindowUndo()
  @Environment(\.undoManager) private var undoManager
  @Environment(\.dismiss) private var dismiss

  var body: some View {
    VStack(spacing: 0) {
      content
      Divider()
      HStack {
        Text("Labels you set are kept here; the project's files stay as they are.")
          .foregroundStyle(.secondary)
        Spacer()
        Button("Done") { close() }
          .keyboardShortcut(.defaultAction)
      }
      .padding(12)
    }
    .frame(minWidth: 820, minHeight: 520)
    .onChange(of: undoManager == nil, initial: true) { undo.manager = undoManager }
    .task { await labels.load() }
  }

  @ViewBuilder private var content: some View {
    if labels.isLoading {
      ProgressView("Reading \(labels.project.name)…")
        .frame(maxWidth: .infinity, maxHeight: .infinity)
    } else if let problem = labels.problem {
      ContentUnavailableView(
        "The Project Cannot Be Read", systemImage: "exclamationmark.triangle",
        description: Text(verbatim: problem))
    } else {
      HSplitView {
        VStack(spacing: 0) {
          TextField("Search", text: $labels.search).padding(8)
          LabelsTable(labels: labels)
        }
        .frame(minWidth: 380)
        LabelEditor(labels: labels, undo: undo)
          .frame(minWidth: 380, maxWidth: .infinity, maxHeight: .infinity)
      }
    }
  }

  private func close() {
    labels.close()
    dismiss()
  }
}

/// The list of functions.
private struct LabelsTable: View {
  @Bindable var labels: LabelsModel

  var body: some View {
    Table(labels.shownRows, selection: $labels.selection) {
      TableColumn("Function") { (row: LabelsModel.Row) in
        Text(verbatim: row.function.name.printable)
      }
      TableColumn("Place") { (row: LabelsModel.Row) in
        Text(verbatim: row.place)
      }
      TableColumn("Label") { (row: LabelsModel.Row) in
        LabelMark(label: row.label)
      }
      TableColumn("From") { (row: LabelsModel.Row) in
        Text(verbatim: row.origin)
      }
    }
  }
}

/// A label as symbol and word.
private struct LabelMark: View {
  let label: Core.Label?

  var body: some View {
    switch label {
    case .vulnerable: Label("Vulnerable", systemImage: "exclamationmark.octagon")
    case .notVulnerable: Label("Not Vulnerable", systemImage: "checkmark.circle")
    case nil: Label("No Label", systemImage: "circle.dashed")
    }
  }
}

/// The function being read, with its label.
private struct LabelEditor: View {
  let labels: LabelsModel
  let undo: WindowUndo

  var body: some View {
    if let row = labels.selectedRow {
      VStack(alignment: .leading, spacing: 8) {
        HStack {
          LabelMark(label: row.label)
          Spacer()
          Button("Vulnerable") { labels.setLabel(.vulnerable, undo: undo) }
          Button("Not Vulnerable") { labels.setLabel(.notVulnerable, undo: undo) }
          Button("As in the Project") { labels.setLabel(row.labelInFiles, undo: undo) }
            .disabled(row.correction == nil)
        }
        SourceTextView(source: FunctionSource(row.function))
      }
      .padding(8)
    } else {
      ContentUnavailableView(
        "No Function Selected", systemImage: "curlybraces",
        description: Text("Select a function to read it and to set its label."))
    }
  }
}
