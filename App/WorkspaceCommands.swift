import Core
import SwiftUI

/// The menus; all of them act on the window in front.
struct WorkspaceCommands: Commands {
  @FocusedValue(WindowModel.self) private var window

  var body: some Commands {
    CommandGroup(after: .newItem) {
      Button("Add Folder…") { window?.isChoosingFolders = true }
        .keyboardShortcut("o")
        .disabled(window == nil)
    }
    CommandGroup(after: .textEditing) {
      Button("Find in Findings") { window?.find() }
        .keyboardShortcut("f")
        .disabled(window == nil)
    }
    CommandGroup(after: .sidebar) {
      Button("Show or Hide Inspector") { window?.showsInspector.toggle() }
        .keyboardShortcut("i", modifiers: [.command, .option])
        .disabled(window == nil)
    }
    CommandMenu("Run") {
      RunMenu(window: window)
    }
  }
}

/// The menu Run.
private struct RunMenu: View {
  let window: WindowModel?

  var body: some View {
    Button("Train") { window?.train() }
      .keyboardShortcut("r")
      .disabled(window == nil || isRunning)
    Button("Cancel Training") { window?.workspace.training.cancel() }
      .keyboardShortcut(".")
      .disabled(!isRunning)
    Divider()
    Button("Next Finding") { window?.findings.selectNext() }
      .keyboardShortcut(.downArrow, modifiers: [.command, .option])
      .disabled(window == nil)
    Button("Previous Finding") { window?.findings.selectPrevious() }
      .keyboardShortcut(.upArrow, modifiers: [.command, .option])
      .disabled(window == nil)
    Divider()
    MarkButtons(findings: window?.findings, undo: window?.undo, hasShortcuts: true)
  }

  private var isRunning: Bool { window?.workspace.training.isRunning ?? false }
}
