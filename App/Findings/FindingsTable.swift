import AppKit
import Core
import SwiftUI

/// The table of functions.
struct FindingsTable: View {
  let window: WindowModel
  @Bindable private var findings: FindingsModel

  init(window: WindowModel) {
    self.window = window
    findings = window.findings
  }

  var body: some View {
    Table(findings.rows, selection: $findings.selection, sortOrder: $findings.sortOrder) {
      TableColumn("Score", value: \.score) { row in
        ScoreLabel(row: row)
      }
      .width(min: 70, ideal: 84, max: 120)
      TableColumn("Function", value: \.name) { row in
        FunctionCell(row: row, findings: findings)
      }
      TableColumn("File", value: \.file)
      TableColumn("Lines", value: \.line) { row in
        Text(verbatim: row.linesText).monospacedDigit()
      }
      .width(min: 60, ideal: 90, max: 140)
      TableColumn("Mark", value: \.stateOrder) { row in
        TriageLabel(state: findings.state(of: row))
      }
      .width(min: 90, ideal: 120, max: 160)
    }
    .contextMenu(forSelectionType: Int.self) { ranks in
      MarkMenu(findings: findings, ranks: ranks, undo: window.undo)
      Divider()
      Button("Open in Xcode") { findings.openInEditor(ranks) }
        .disabled(ranks.isEmpty)
      Button("Reveal in Finder") {
        NSWorkspace.shared.activateFileViewerSelecting(findings.files(of: ranks))
      }
      .disabled(ranks.isEmpty)
      Button("Copy") { Pasteboard.copy(findings.copiedText(of: ranks)) }
        .disabled(ranks.isEmpty)
    } primaryAction: { ranks in
      findings.openInEditor(Set(ranks.sorted().prefix(1)))
    }
    .copyable([findings.copiedText()])
    .overlay {
      if findings.rows.isEmpty {
        ContentUnavailableView(
          "No Function Matches", systemImage: "line.3.horizontal.decrease",
          description: Text("Change the search or what is shown."))
      }
    }
  }
}

/// A function's name with what stands behind it: those that are alike, opened on demand, a missing fix, and its kind.
private struct FunctionCell: View {
  let row: FindingRow
  let findings: FindingsModel

  var body: some View {
    if row.alikeText == nil, row.kind == nil, row.missedFix == nil, !row.isBelowFirst {
      Text(verbatim: row.name)
    } else {
      HStack {
        if row.isBelowFirst {
          Image(systemName: "arrow.turn.down.right").accessibilityLabel("alike")
        }
        Text(verbatim: row.name)
        if let missedFix = row.missedFix {
          Image(systemName: "bandage").accessibilityLabel(missedFix).help(missedFix)
        }
        if let kind = row.kind { Text(verbatim: kind).foregroundStyle(.secondary) }
        if let alike = row.alikeText {
          Button(alike) { findings.toggleFamily(of: row) }
            .buttonStyle(.borderless)
            .help(row.isOpened ? "Hide the functions that are alike" : "List the functions that are alike")
        }
      }
    }
  }
}

/// A score with a symbol for suspects, so that nothing hangs on colour.
struct ScoreLabel: View {
  let row: FindingRow

  var body: some View {
    HStack {
      Image(systemName: symbol)
        .foregroundStyle(row.isSuspect ? Color.orange : Color.secondary)
        .accessibilityHidden(true)
      Text(verbatim: row.scoreText).monospacedDigit()
    }
    .accessibilityElement(children: .combine)
    .accessibilityLabel(spoken)
    .help(row.acceptance ?? "The score \(row.isSuspect ? "reaches" : "is below") the threshold.")
  }

  private var symbol: String {
    if row.acceptance != nil { return "checkmark.shield" }
    return row.isSuspect ? "flag.fill" : "flag.slash"
  }

  private var spoken: String {
    if let acceptance = row.acceptance { return "\(acceptance), score \(row.scoreText)" }
    return row.isSuspect ? "suspect, score \(row.scoreText)" : "score \(row.scoreText)"
  }
}

/// A mark as symbol and word.
struct TriageLabel: View {
  let state: TriageState?

  var body: some View {
    if let state {
      Label(state.title, systemImage: state.symbol)
    } else {
      Text(verbatim: "–")
        .foregroundStyle(.secondary)
        .accessibilityLabel("not marked")
    }
  }
}
