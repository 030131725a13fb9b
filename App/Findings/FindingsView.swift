import Core
import SwiftUI

/// A project's functions, most suspicious first, beside the one being read.
struct FindingsView: View {
  @Bindable var window: WindowModel
  @Bindable private var findings: FindingsModel

  init(window: WindowModel) {
    self.window = window
    findings = window.findings
  }

  var body: some View {
    VStack(spacing: 0) {
      FindingsHeader(window: window)
      Divider()
      content
    }
    .navigationTitle("Findings")
    .searchable(
      text: $findings.search, isPresented: $window.isSearching, prompt: "Name or file"
    )
    .toolbar { ToolbarItemGroup(placement: .primaryAction) { toolbar } }
    .inspector(isPresented: $window.showsInspector) {
      FindingInspector(window: window)
        .inspectorColumnWidth(min: 220, ideal: 280, max: 400)
    }
    .onAppear { findings.show(project: findings.projectID) }
    .task(id: findings.selection) { await findings.readSelection() }
    .onChange(of: window.workspace.newestScan) {
      if let scan = window.workspace.newestScan, scan.projectID == findings.projectID {
        findings.choose(scan)
      }
    }
  }

  @ViewBuilder private var toolbar: some View {
    MarkButtons(findings: findings, undo: window.undo, hasShortcuts: false)
    RankMenu(window: window)
    Button("Inspector", systemImage: "sidebar.trailing") { window.showsInspector.toggle() }
      .help("Show or hide the inspector (⌥⌘I)")
  }

  @ViewBuilder private var content: some View {
    switch findings.phase {
    case .loading:
      ProgressView("Reading the findings…").frame(maxWidth: .infinity, maxHeight: .infinity)
    case .ranking(let files, let functions):
      VStack {
        ProgressView("Ranking: \(functions) functions in \(files) files so far")
        Button("Stop") { findings.stopRanking() }
      }
      .frame(maxWidth: .infinity, maxHeight: .infinity)
    case .failed(let sentence):
      ContentUnavailableView {
        Label("The Project Could Not Be Ranked", systemImage: "exclamationmark.triangle")
      } description: {
        Text(verbatim: sentence)
      } actions: {
        Button("Show Earlier Findings") { findings.reload() }
      }
    case .idle:
      if findings.scan == nil { FindingsEmptyView(window: window) } else { split }
    }
  }

  private var split: some View {
    VSplitView {
      FindingsTable(window: window)
        .frame(minHeight: 160)
      FindingSourceView(findings: findings)
        .frame(maxWidth: .infinity, minHeight: 160, maxHeight: .infinity)
    }
  }
}

/// Which project, which ranking, which functions.
private struct FindingsHeader: View {
  let window: WindowModel
  @Bindable private var findings: FindingsModel

  init(window: WindowModel) {
    self.window = window
    findings = window.findings
  }

  var body: some View {
    HStack {
      ProjectPicker(window: window)
      Picker("Show", selection: $findings.filter) {
        ForEach(FindingFilter.allCases) { filter in
          Text(verbatim: filter.title).tag(filter)
        }
      }
      .fixedSize(horizontal: true, vertical: false)
      Spacer()
      Text(verbatim: findings.summary)
        .foregroundStyle(.secondary)
        .monospacedDigit()
    }
    .padding(8)
  }
}

/// The project whose functions are shown.
private struct ProjectPicker: View {
  let window: WindowModel
  @State private var project: String?

  var body: some View {
    Picker("Project", selection: $project) {
      Text("None").tag(String?.none)
      ForEach(window.workspace.projects.projects) { project in
        Text(verbatim: project.name).tag(String?.some(project.id))
      }
    }
    .fixedSize(horizontal: true, vertical: false)
    .onChange(of: project) {
      if project != window.findings.projectID { window.showFindings(ofProject: project) }
    }
    .onChange(of: window.findings.projectID, initial: true) { project = window.findings.projectID }
  }
}

/// What to do while there is nothing to show.
private struct FindingsEmptyView: View {
  let window: WindowModel

  var body: some View {
    if window.findings.projectID == nil {
      ContentUnavailableView {
        Label("No Project Chosen", systemImage: "list.bullet.indent")
      } description: {
        Text("Choose the project to look into, or add its folder.")
      } actions: {
        Button("Add Folder…") { window.chooseFiles(for: .projects) }
      }
    } else if window.workspace.runs.usableRuns.isEmpty {
      ContentUnavailableView {
        Label("No Model Yet", systemImage: "waveform.path.ecg")
      } description: {
        Text("Train a model; the project is ranked as soon as it is there.")
      } actions: {
        Button("Go to Training") { window.screen = .training }
        if window.workspace.runs.hasStarterModel {
          Button("Rank With the Starter Model") { Task { await window.findings.rankWithStarterModel() } }
            .help(
              "The model that came with VulnAdapt, adapted to the past of a project whose git history tells enough"
            )
        }
      }
    } else {
      ContentUnavailableView {
        Label("Not Ranked Yet", systemImage: "list.number")
      } description: {
        Text("Choose the model to rank the project's functions with.")
      } actions: {
        RankMenu(window: window)
      }
    }
  }
}

/// Ranks the project with one of the models.
struct RankMenu: View {
  let window: WindowModel

  var body: some View {
    Menu("Rank With", systemImage: "list.number") {
      ForEach(window.workspace.runs.usableRuns) { run in
        Button(run.name) { Task { await window.findings.rank(withRun: run.id) } }
      }
    }
    .disabled(window.findings.projectID == nil || window.workspace.runs.usableRuns.isEmpty)
  }
}
