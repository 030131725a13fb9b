import AppKit
import Core
import SwiftUI

/// The labelled and unlabelled projects, and the selected one in detail.
struct ProjectsView: View {
  @Bindable var window: WindowModel

  private var projects: ProjectsModel { window.workspace.projects }

  var body: some View {
    Group {
      if projects.projects.isEmpty { empty } else { list }
    }
    .navigationTitle("Projects")
    .toolbar {
      ToolbarItem(placement: .primaryAction) {
        Button("Add Folder…", systemImage: "plus") { window.chooseFiles(for: .projects) }
          .help("Add the folder of a C project (⌘O)")
      }
    }
  }

  private var empty: some View {
    ContentUnavailableView {
      Label("No Projects Yet", systemImage: "folder.badge.plus")
    } description: {
      Text("Drop a C project with labels on this window, and one without that you want to look into.")
    } actions: {
      Button("Add Folder…") { window.chooseFiles(for: .projects) }
    }
  }

  private var list: some View {
    HSplitView {
      List(selection: $window.selectedProject) {
        section("Labelled", projects.labeled, hint: "Drop a project that has labels.")
        section("Unlabelled", projects.unlabeled, hint: "Drop the project to look into.")
      }
      .onDeleteCommand { window.removeSelectedProject() }
      .frame(minWidth: 260, idealWidth: 320)
      ProjectDetailView(window: window)
        .frame(minWidth: 320, maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
    }
  }

  private func section(_ title: String, _ projects: [WorkspaceProject], hint: String) -> some View {
    Section(title) {
      ForEach(projects) { project in
        ProjectRow(project: project, status: window.workspace.projects.status(of: project.id))
          .tag(project.id)
          .contextMenu { ProjectMenu(project: project, window: window) }
      }
      if projects.isEmpty {
        Text(verbatim: hint).foregroundStyle(.secondary)
      }
    }
  }
}

/// A project in the list.
struct ProjectRow: View {
  let project: WorkspaceProject
  let status: ProjectsModel.Status

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: project.name)
      Label(statusText, systemImage: symbol)
        .font(.caption)
        .foregroundStyle(.secondary)
    }
    .accessibilityElement(children: .combine)
  }

  private var statusText: String {
    switch status {
    case .reading: "Reading…"
    case .ready: project.contents?.summary ?? "Not read yet"
    case .missing: "Folder not found"
    case .failed: "Cannot be read"
    }
  }

  private var symbol: String {
    switch status {
    case .reading: "arrow.triangle.2.circlepath"
    case .ready: "checkmark.circle"
    case .missing: "questionmark.folder"
    case .failed: "exclamationmark.triangle"
    }
  }
}

/// What can be done with a project.
struct ProjectMenu: View {
  let project: WorkspaceProject
  let window: WindowModel

  var body: some View {
    Button("Use in Training") { window.chooseForTraining(project) }
    Button("Show Findings") { window.showFindings(ofProject: project.id) }
    Button("Fix Labels…") { window.fixLabels(of: project) }
    Button("Locate…") { window.chooseFiles(for: .place(ofProject: project.id)) }
    Button("Reveal in Finder") { NSWorkspace.shared.activateFileViewerSelecting([project.url]) }
    Button("Show Suspects in Xcode's Builds…") {
      window.buildSetup = BuildSetup(project: project, app: Bundle.main.bundleURL)
    }
    Divider()
    Button("Remove", role: .destructive) {
      window.workspace.projects.remove(project.id, undo: window.undo)
    }
  }
}
