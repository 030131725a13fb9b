import AppKit
import Core
import SwiftUI

/// The window's contents, or why the workspace cannot be opened.
struct LaunchView: View {
  let launch: AppLaunch

  var body: some View {
    switch launch.state {
    case .ready(let workspace): WindowView(workspace: workspace, launch: launch)
    case .failed(let sentence):
      ContentUnavailableView {
        Label("The Workspace Cannot Be Opened", systemImage: "lock.doc")
      } description: {
        Text(verbatim: sentence)
      } actions: {
        Button("Try Again") { launch.tryAgain() }
        Button("Quit") { NSApplication.shared.terminate(nil) }
      }
    }
  }
}

/// One window over the workspace that all windows share.
struct WindowView: View {
  let workspace: WorkspaceModel
  let launch: AppLaunch
  @State private var window: WindowModel?

  var body: some View {
    Group {
      if let window {
        RootView(window: window)
      } else {
        ProgressView()
      }
    }
    .onAppear { if window == nil { window = WindowModel(workspace: workspace) } }
    .onOpenURL { url in
      if let window { window.open([url]) } else { launch.open([url]) }
    }
    // A file opened in the Finder goes to a window that is there; only without one a new window comes up.
    .handlesExternalEvents(preferring: ["*"], allowing: ["*"])
    .onChange(of: Waiting(count: launch.opened.count, hasWindow: window != nil), initial: true) {
      if let window, !launch.opened.isEmpty { window.open(launch.takeOpened()) }
    }
  }
}

/// Files to be taken, and whether there is something to take them.
private struct Waiting: Equatable {
  var count: Int
  var hasWindow: Bool
}
