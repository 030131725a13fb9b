import Core
import SwiftUI

/// Marks the selected functions; in the toolbar and, with shortcuts, in the menu Run.
struct MarkButtons: View {
  let findings: FindingsModel?
  let undo: (any UndoRecording)?
  let hasShortcuts: Bool

  var body: some View {
    button(.looksFine, "Looks Fine", key: "1")
    button(.confirmed, "Confirmed", key: "2")
    button(.unsure, "Unsure", key: "3")
  }

  private func button(_ state: TriageState, _ title: String, key: KeyEquivalent) -> some View {
    Button(title, systemImage: state.symbol) { findings?.mark(state, undo: undo) }
      .keyboardShortcut(hasShortcuts ? KeyboardShortcut(key, modifiers: [.command, .control]) : nil)
      .disabled(findings?.selection.isEmpty ?? true)
      .help("Mark the selected functions as “\(title)”")
  }
}

/// Marks the functions of a context menu.
struct MarkMenu: View {
  let findings: FindingsModel
  let ranks: Set<Int>
  let undo: (any UndoRecording)?

  var body: some View {
    ForEach(TriageState.allCases, id: \.self) { state in
      Button(state.title, systemImage: state.symbol) { findings.mark(state, ranks, undo: undo) }
    }
    Button("Remove Mark") { findings.mark(nil, ranks, undo: undo) }
  }
}
