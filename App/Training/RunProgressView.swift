import Core
import SwiftUI

/// A run under way: how far it is, its figures, and a way to stop it.
struct RunProgressView: View {
  let run: WorkspaceRun
  let snapshot: TrainingSnapshot
  let training: TrainingModel

  var body: some View {
    ScrollView {
      VStack(alignment: .leading, spacing: 16) {
        Text(verbatim: run.name).font(.title2)
        progress
        WarningsView(warnings: snapshot.warnings)
        TrainingChartsView(curves: snapshot.curves, lastStep: snapshot.maximumSteps)
      }
      .padding(20)
    }
  }

  private var progress: some View {
    HStack {
      ProgressView(value: snapshot.fraction) {
        Text(verbatim: training.isStopping ? "Stopping after this step" : snapshot.title)
      } currentValueLabel: {
        Text(verbatim: details).monospacedDigit()
      }
      Button("Cancel") { training.cancel() }
        .disabled(training.isStopping)
        .help(training.cancelHint)
    }
  }

  private var details: String {
    guard snapshot.phase == .training else { return DurationText.of(seconds: snapshot.seconds) }
    var parts = ["step \(snapshot.step) of \(snapshot.maximumSteps)"]
    parts.append(DurationText.of(seconds: snapshot.seconds))
    if let left = snapshot.secondsLeft { parts.append("at most \(DurationText.of(seconds: left)) left") }
    if let best = snapshot.best { parts.append("best at step \(best.step)") }
    return parts.joined(separator: " · ")
  }
}

/// How the last run ended, and what to do next.
struct EndedRunView: View {
  let run: WorkspaceRun
  let window: WindowModel

  var body: some View {
    ScrollView {
      VStack(alignment: .leading, spacing: 16) {
        Text(verbatim: run.name).font(.title2)
        Label(summary, systemImage: symbol)
        if let message = run.message { Text(verbatim: message) }
        actions
        WarningsView(warnings: run.warnings)
        RunFiguresGrid(comparison: RunComparison([run]))
        TrainingChartsView(curves: run.curves, lastStep: run.curves.lastStep)
      }
      .padding(20)
    }
  }

  private var summary: String {
    "\(run.state.title) after \(run.stepCount) in \(DurationText.of(seconds: run.seconds))"
  }

  private var symbol: String {
    switch run.state {
    case .completed, .stoppedEarly: "checkmark.circle"
    case .cancelled, .paused: "pause.circle"
    default: "exclamationmark.triangle"
    }
  }

  private var actions: some View {
    HStack {
      Button("Show Findings") { window.showFindings(ofProject: run.plan?.unlabeled?.id) }
        .disabled(run.plan?.unlabeled == nil)
      Button("Use in Xcode") { window.workspace.runs.useInEditor(run.id) }
        .disabled(!window.workspace.runs.hasModel(run))
      Button("Resume") { window.workspace.training.resume(run) }
        .disabled(!run.canResume)
    }
  }
}

/// What was said while a run trained.
struct WarningsView: View {
  let warnings: [String]

  var body: some View {
    ForEach(Array(warnings.enumerated()), id: \.offset) { _, warning in
      Label(warning, systemImage: "exclamationmark.triangle")
        .font(.callout)
    }
  }
}
