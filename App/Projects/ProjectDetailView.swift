import Core
import SwiftUI

/// One project: where it is, what was read of it, and what needs a look.
struct ProjectDetailView: View {
  let window: WindowModel

  var body: some View {
    if let project = window.workspace.projects.project(window.selectedProject) {
      ScrollView {
        VStack(alignment: .leading, spacing: 16) {
          Text(verbatim: project.name).font(.title)
          status(of: project)
          ProjectFacts(project: project)
          actions(for: project)
          ProjectIssues(contents: project.contents)
        }
        .padding(20)
        .frame(maxWidth: .infinity, alignment: .leading)
      }
    } else {
      ContentUnavailableView(
        "No Project Selected", systemImage: "folder",
        description: Text("Select a project to see its functions and labels."))
    }
  }

  @ViewBuilder private func status(of project: WorkspaceProject) -> some View {
    switch window.workspace.projects.status(of: project.id) {
    case .ready: EmptyView()
    case .reading: ProgressView("Reading the project…")
    case .missing:
      Label("The folder is gone. Bring it back, or show where it is now.", systemImage: "questionmark.folder")
      Button("Locate…") { window.chooseFiles(for: .place(ofProject: project.id)) }
    case .failed(let sentence):
      Label(sentence, systemImage: "exclamationmark.triangle")
    }
  }

  private func actions(for project: WorkspaceProject) -> some View {
    HStack {
      Button("Use in Training") { window.chooseForTraining(project) }
      Button("Show Findings") { window.showFindings(ofProject: project.id) }
      Button("Fix Labels…") { window.fixLabels(of: project) }
      Button("Xcode Builds…") {
        window.buildSetup = BuildSetup(project: project, app: Bundle.main.bundleURL)
      }
      .help("Show this project's suspects among the warnings of its build in Xcode.")
      roleButton(for: project)
    }
  }

  @ViewBuilder private func roleButton(for project: WorkspaceProject) -> some View {
    let projects = window.workspace.projects
    switch project.role {
    case .labeled:
      Button("Leave Labels Unseen") { projects.setRole(.unlabeled, of: project.id, undo: window.undo) }
        .help("Use the project as an unlabelled one; its labels stay in its files.")
    case .unlabeled:
      Button("Use Its Labels") { projects.setRole(.labeled, of: project.id, undo: window.undo) }
        .help(
          "Learn from the project; it needs a labels.csv, folders of labelled functions, or labels of yours.")
    }
  }
}

/// Counts and origins.
private struct ProjectFacts: View {
  let project: WorkspaceProject

  var body: some View {
    VStack(alignment: .leading, spacing: 6) {
      LabeledContent("Folder", value: project.path)
      if let contents = project.contents {
        LabeledContent("Functions", value: "\(contents.functionCount)")
        if let source = contents.labelSource {
          LabeledContent(
            "Labelled", value: "\(contents.labeledCount), \(contents.vulnerableCount) vulnerable")
          LabeledContent("Labels from", value: source)
          LabeledContent("Changed by you", value: "\(contents.correctionCount)")
        } else {
          LabeledContent("Labels", value: "none are looked at")
        }
      }
    }
    .textSelection(.enabled)
  }
}

/// Labels and files that need a look.
private struct ProjectIssues: View {
  let contents: ProjectContents?

  var body: some View {
    if let contents, !contents.issues.isEmpty {
      GroupBox("Needs a look (\(contents.issueCount))") {
        VStack(alignment: .leading, spacing: 4) {
          ForEach(Array(contents.issues.prefix(50).enumerated()), id: \.offset) { _, issue in
            Text(verbatim: issue).font(.callout)
          }
          if contents.issueCount > 50 {
            Text("and \(contents.issueCount - 50) more").foregroundStyle(.secondary)
          }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
      }
    }
  }
}
