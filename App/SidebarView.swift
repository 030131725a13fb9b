import Core
import SwiftUI

/// The parts of the window.
struct SidebarView: View {
  @Bindable var window: WindowModel

  var body: some View {
    List(selection: $window.screen) {
      ForEach(Screen.allCases) { screen in
        Label(screen.title, systemImage: screen.symbol)
          .badge(badge(of: screen))
          .tag(screen)
      }
    }
    .listStyle(.sidebar)
  }

  private func badge(of screen: Screen) -> Int {
    let workspace = window.workspace
    return switch screen {
    case .projects: workspace.projects.projects.count
    case .findings: window.findings.scan?.summary.suspectCount ?? 0
    case .runs: workspace.runs.runs.count
    case .training, .welcome: 0
    }
  }
}
