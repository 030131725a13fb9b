import Core
import SwiftUI

/// Sidebar and current screen; the whole window takes folders.
struct RootView: View {
  @Bindable var window: WindowModel
  @State private var undo = WindowUndo()
  @SceneStorage("screen") private var storedScreen = Screen.projects.rawValue
  @SceneStorage("project") private var storedProject = ""
  @Environment(\.undoManager) private var undoManager

  var body: some View {
    NavigationSplitView {
      SidebarView(window: window)
        .navigationSplitViewColumnWidth(min: 170, ideal: 200, max: 280)
    } detail: {
      VStack(spacing: 0) {
        NoticesView(notices: window.workspace.notices)
        detail
      }
    }
    .dropDestination(for: URL.self) { urls, _ in
      window.take(urls)
    } isTargeted: { isTargeted in
      window.isDropTarget = isTargeted
    }
    .overlay { if window.isDropTarget { DropHint() } }
    .fileImporter(
      isPresented: $window.isChoosingFiles, allowedContentTypes: window.fileChoice.contentTypes,
      allowsMultipleSelection: window.fileChoice.allowsSeveral
    ) { result in
      switch result {
      case .success(let urls): window.takeChosen(urls)
      case .failure(let error): window.workspace.notices.post(error)
      }
    }
    .sheet(item: $window.labels, onDismiss: nil) { labels in
      LabelsSheet(labels: labels)
    }
    .sheet(item: $window.buildSetup, onDismiss: nil) { setup in
      BuildSetupSheet(setup: setup)
    }
    .alert("Use This Model in Xcode?", isPresented: $window.isOfferingRun, presenting: window.offeredRun) {
      run in
      Button("Use in Xcode") { window.workspace.runs.useInEditor(run.id) }
      Button("Not Now", role: .cancel) {}
    } message: { run in
      Text("The commands of Xcode's Editor menu would use “\(run.name)” from now on.")
    }
    .focusedSceneValue(window)
    .onAppear(perform: restore)
    .onChange(of: window.screen) { storedScreen = window.screen?.rawValue ?? "" }
    .onChange(of: window.findings.projectID) { storedProject = window.findings.projectID ?? "" }
    .onChange(of: undoManager == nil, initial: true) { undo.manager = undoManager }
  }

  @ViewBuilder private var detail: some View {
    switch window.screen ?? .projects {
    case .welcome: WelcomeView(window: window)
    case .projects: ProjectsView(window: window)
    case .training: TrainingView(window: window)
    case .findings: FindingsView(window: window)
    case .runs: RunsView(window: window)
    }
  }

  private func restore() {
    window.undo = undo
    undo.manager = undoManager
    if window.screen != .welcome, let screen = Screen(rawValue: storedScreen) { window.screen = screen }
    let projects = window.workspace.projects
    let known = projects.project(storedProject)?.id ?? projects.unlabeled.first?.id
    if window.findings.projectID == nil { window.findings.show(project: known) }
  }
}

/// Shown over the window while files are held over it.
private struct DropHint: View {
  var body: some View {
    Label("Drop to add the folders as projects", systemImage: "plus.rectangle.on.folder")
      .font(.title2)
      .padding(24)
      .background(.bar)
  }
}
