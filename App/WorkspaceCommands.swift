import Core
import SwiftUI

/// The menus; all of them act on the window in front.
struct WorkspaceCommands: Commands {
  @FocusedValue(WindowModel.self) private var window

  var body: some Commands {
    SidebarCommands()
    TextEditingCommands()
    CommandGroup(after: .newItem) {
      FileMenuItems(window: window)
    }
    CommandGroup(after: .textEditing) {
      // ⌘F finds in the text, ⌥⌘F replaces there; this is Xcode's shortcut for finding in a project.
      Button("Search Findings") { window?.find() }
        .keyboardShortcut("f", modifiers: [.command, .shift])
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
    CommandGroup(replacing: .help) {
      HelpMenuItems(window: window)
    }
  }
}

/// Adding what the window shows, and what was looked into last.
private struct FileMenuItems: View {
  let window: WindowModel?

  private var recent: RecentProjects? { window?.workspace.recent }

  var body: some View {
    Button("Add Folder…") { window?.chooseFiles(for: .projects) }
      .keyboardShortcut("o")
      .disabled(window == nil)
    Button("Add Model…") { window?.chooseFiles(for: .models) }
      .disabled(window == nil)
    Menu("Open Recent") {
      ForEach(recent?.folders ?? [], id: \.self) { folder in
        Button(folder.lastPathComponent) { window?.open([folder]) }
          .help(folder.path)
      }
      Divider()
      Button("Clear Menu") { recent?.clear() }
        .disabled(recent?.folders.isEmpty ?? true)
    }
    .disabled(window == nil)
  }
}

/// The documentation, and how to turn the extension on.
private struct HelpMenuItems: View {
  let window: WindowModel?
  @Environment(\.openWindow) private var openWindow

  var body: some View {
    Button("VulnAdapt Help") { openWindow(id: HelpView.windowID) }
      .keyboardShortcut("?")
    Button("First Steps and Xcode Extension") { window?.screen = .welcome }
      .disabled(window == nil)
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
