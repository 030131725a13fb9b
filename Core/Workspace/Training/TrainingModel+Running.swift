import Foundation

extension TrainingModel {
  /// Starts a run with the choices.
  public func train() {
    guard canTrain, let method else { return }
    let plan = TrainingPlan(
      labeled: chosenLabeled.map { .init($0) }, unlabeled: chosenUnlabeled.map { .init($0) },
      method: method.id, settings: choices.settings, usesMarks: choices.usesMarks)
    let run = WorkspaceRun(
      id: UUID().uuidString, name: plan.title, createdAt: environment.now(), method: plan.method, plan: plan,
      state: .running)
    start(run, plan, resumes: false)
  }

  /// Goes on with a run that was paused or cancelled.
  public func resume(_ run: WorkspaceRun) {
    guard !isRunning, run.canResume, let plan = run.plan else { return }
    var run = run
    run.state = .running
    run.message = nil
    start(run, plan, resumes: true)
  }

  /// What cancelling does, in a sentence.
  public var cancelHint: String {
    if case .running(let run, _) = activity, TrainingMethod.named(run.method)?.trainsNetworks == false {
      return "Stop; a model is written only at the end (⌘.)"
    }
    return "Stop after this step; the best model so far is kept (⌘.)"
  }

  /// Stops after the current step; the best model so far is kept, and the run can be resumed.
  public func cancel() {
    guard isRunning else { return }
    isStopping = true
    stop.make()
  }

  /// Stops for quitting, and returns when everything is on disk; the run is paused.
  func suspend() async {
    isQuitting = true
    cancel()
    await finish()
  }

  /// Waits for the end of the run that is under way.
  public func finish() async {
    await work?.value
  }

  private func start(_ run: WorkspaceRun, _ plan: TrainingPlan, resumes: Bool) {
    guard projects.notices.attempt({ try store.save(run) }) else { return }
    // At the end it would be too late: the first notification would be lost to the question.
    environment.askToNotify()
    runs.update(run)
    stop = StopRequest()
    isStopping = false
    isQuitting = false
    activity = .running(run: run, TrainingSnapshot())
    let (snapshots, feed) = AsyncStream.makeStream(
      of: TrainingSnapshot.self, bufferingPolicy: .bufferingNewest(1))
    let runner = TrainingRunner(
      store: store, run: run, plan: plan, resumes: resumes, stop: stop, publish: { feed.yield($0) })
    let activity = SystemActivity(reason: "Training \(run.name)")
    work = Task {
      let show = Task { for await snapshot in snapshots { self.show(snapshot, of: run) } }
      do {
        let result = try await onOwnThread("training") { try runner() }
        feed.finish()
        await show.value
        end(result)
      } catch {
        feed.finish()
        await show.value
        fail(run, error)
      }
      activity.end()
    }
  }

  private func show(_ snapshot: TrainingSnapshot, of run: WorkspaceRun) {
    activity = .running(run: run, snapshot)
  }

  private func end(_ result: TrainingRunner.Result) {
    var run = result.run
    if isQuitting, run.state == .cancelled {
      run.state = .paused
      run.message = "Resume it to go on from step \(run.step)."
      projects.notices.attempt { try store.save(run) }
    }
    isStopping = false
    runs.update(run)
    activity = .finished(run: run)
    if let scan = result.scan { onScan?(scan) }
    if !isQuitting, run.state != .cancelled { notify(run, scan: result.scan) }
  }

  private func notify(_ run: WorkspaceRun, scan: ScanRecord?) {
    var text = run.message ?? "\(run.state.title) after \(run.stepCount)."
    if let scan {
      text += " \(scan.summary.suspectCount) of \(scan.summary.functionCount) functions are suspects."
    }
    environment.notify(run.name, text)
  }

  private func fail(_ run: WorkspaceRun, _ error: any Error) {
    // What was saved while it trained counts, not what it began with.
    var run = (try? store.run(run.id)) ?? run
    let sentence = WorkspaceError.sentence(for: error)
    run.state = .failed
    if FileManager.default.fileExists(atPath: store.folder.checkpoint(ofRun: run.id).path) {
      run.state = .paused
    }
    run.message = sentence
    projects.notices.attempt { try store.save(run) }
    isStopping = false
    runs.update(run)
    activity = .failed(run: run, sentence)
    if !isQuitting { environment.notify(run.name, sentence) }
  }
}

/// Keeps the system from sleeping and from slowing the process down while something computes.
@MainActor final class SystemActivity {
  #if canImport(Darwin)
    private var token: (any NSObjectProtocol)?
  #endif

  init(reason: String) {
    #if canImport(Darwin)
      token = ProcessInfo.processInfo.beginActivity(
        options: [.userInitiated, .idleSystemSleepDisabled], reason: reason)
    #endif
  }

  func end() {
    #if canImport(Darwin)
      if let token { ProcessInfo.processInfo.endActivity(token) }
      token = nil
    #endif
  }
}
