import AppKit
import Core
import SwiftUI

/// The window's contents, or why the workspace cannot be opened.
struct LaunchView: View {
  let launch: AppLaunch

  var body: some View {
    switch launch.state {
    case .ready(let workspace): WindowView(workspace: workspace)
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
  }
}
