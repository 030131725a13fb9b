import Core
import SwiftUI

/// Choosing what to train with, and the run under way.
struct TrainingView: View {
  let window: WindowModel

  private var training: TrainingModel { window.workspace.training }

  var body: some View {
    Group {
      if window.workspace.projects.labeled.isEmpty, !training.isRunning { empty } else { screen }
    }
    .navigationTitle("Training")
    .toolbar {
      ToolbarItemGroup(placement: .primaryAction) {
        Button("Train", systemImage: "play.fill") { window.train() }
          .disabled(!training.canTrain)
          .help(training.obstacle ?? "Train with these choices (⌘R)")
        Button("Cancel", systemImage: "stop.fill") { training.cancel() }
          .disabled(!training.isRunning || training.isStopping)
          .help(training.cancelHint)
      }
    }
  }

  private var empty: some View {
    ContentUnavailableView {
      Label("Nothing to Learn From Yet", systemImage: "waveform.path.ecg")
    } description: {
      Text("Training needs a project with labels. Drop its folder on this window.")
    } actions: {
      Button("Add Folder…") { window.chooseFiles(for: .projects) }
    }
  }

  private var screen: some View {
    HSplitView {
      TrainingForm(window: window)
        .disabled(training.isRunning)
        .frame(minWidth: 300, idealWidth: 340, maxWidth: 420)
      ActivityView(window: window)
        .frame(minWidth: 420, maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
    }
    .onAppear { training.chooseWhatIsObvious() }
  }
}

/// What is going on: nothing yet, a run, or how the last one ended.
private struct ActivityView: View {
  let window: WindowModel

  private var training: TrainingModel { window.workspace.training }

  var body: some View {
    switch training.activity {
    case .idle: ready
    case .running(let run, let snapshot):
      RunProgressView(run: run, snapshot: snapshot, training: training)
    case .finished(let run): EndedRunView(run: run, window: window)
    case .failed(let run, let sentence):
      ContentUnavailableView {
        Label("\(run.name) Could Not Go On", systemImage: "exclamationmark.triangle")
      } description: {
        Text(verbatim: sentence)
      } actions: {
        Button("Resume") { training.resume(run) }
          .disabled(!run.canResume)
        Button("Show Runs") { window.screen = .runs }
      }
    }
  }

  private var ready: some View {
    ContentUnavailableView {
      Label(training.canTrain ? "Ready to Train" : "Not Ready Yet", systemImage: "play.circle")
    } description: {
      Text(verbatim: training.obstacle ?? "Training runs in the background. You can go on reading findings.")
    } actions: {
      Button("Train") { window.train() }
        .disabled(!training.canTrain)
    }
  }
}
