import Foundation

extension FindingsModel {
  /// Ranks the project with a run's model, in the background; the ranking before stays until the new one is there.
  public func rank(withRun runID: String) async {
    guard let projectID else { return }
    stop.make()
    let stop = StopRequest()
    self.stop = stop
    phase = .ranking(files: 0, functions: 0)
    let (progress, feed) = AsyncStream.makeStream(of: (Int, Int).self, bufferingPolicy: .bufferingNewest(1))
    let show = Task {
      for await (files, functions) in progress where self.stop === stop {
        phase = .ranking(files: files, functions: functions)
      }
    }
    let store = store
    let histories = pasts.histories
    do {
      let scan = try await onOwnThread("ranking") {
        defer { feed.finish() }
        let run = try store.run(runID)
        guard store.hasModel(ofRun: runID) else {
          throw WorkspaceError.noModel(run: run?.name ?? "that was deleted")
        }
        let detector = Detector(model: try ModelFile(contentsOf: store.modelFile(ofRun: runID)))
        let ranker = ProjectRanker(
          store: store, runID: runID, projectID: projectID, histories: histories)
        return try ranker.run(
          with: detector, shouldStop: { stop.wasMade }, progress: { feed.yield(($0, $1)) })
      }
      await show.value
      guard self.stop === stop else { return }
      phase = .idle
      if let scan { pasts.read(scan) }
      if let scan, self.projectID == projectID {
        selection = []
        source = nil
        reload(showing: scan.id)
      }
    } catch {
      await show.value
      if self.stop === stop { phase = .failed(WorkspaceError.sentence(for: error)) }
    }
  }

  /// Ranks the project with the model that came with the program.
  public func rankWithStarterModel() async {
    if let run = runs.addStarterModel() { await rank(withRun: run.id) }
  }

  /// Stops ranking; the ranking before stays.
  public func stopRanking() {
    guard case .ranking = phase else { return }
    stop.make()
    stop = StopRequest()
    phase = .idle
  }
}
