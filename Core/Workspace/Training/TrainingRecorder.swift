import Foundation

/// Turns the events of a training into snapshots, at most about ten a second.
struct TrainingRecorder {
  /// Seconds between two snapshots that steps alone bring about.
  static let spacing = 0.1
  /// Seconds between two savings.
  static let savingSpacing = 5.0

  private(set) var snapshot: TrainingSnapshot
  private let secondsBefore: Double
  private let seconds: () -> Double
  private let publish: (TrainingSnapshot) -> Void
  private let save: (TrainingSnapshot) throws -> Void
  private let begin: Double
  private var firstStep: (step: Int, at: Double)?
  private var lastPublished = -Double.infinity
  private var lastSaved: Double

  /// Starts or goes on recording.
  ///
  /// - Parameters:
  ///   - run: What is known of the run from earlier sittings.
  ///   - seconds: A clock.
  ///   - publish: Takes each snapshot.
  ///   - save: Keeps a snapshot, now and then; what it throws becomes a warning, and training goes on.
  init(
    run: WorkspaceRun, seconds: @escaping () -> Double, publish: @escaping (TrainingSnapshot) -> Void,
    save: @escaping (TrainingSnapshot) throws -> Void
  ) {
    snapshot = TrainingSnapshot()
    snapshot.step = run.step
    snapshot.maximumSteps = run.plan?.settings.maximumSteps ?? 0
    snapshot.curves = run.curves
    snapshot.warnings = run.warnings
    secondsBefore = run.seconds
    self.seconds = seconds
    self.publish = publish
    self.save = save
    begin = seconds()
    lastSaved = begin
  }

  /// Takes an event in.
  mutating func record(_ event: TrainingEvent) {
    var isUrgent = true
    switch event {
    case .started(let step, let maximumSteps, _):
      snapshot.phase = .training
      snapshot.step = step
      snapshot.maximumSteps = maximumSteps
    case .entered(let part, let step):
      snapshot.part = part
      snapshot.step = step
    case .step(let report):
      snapshot.step = report.step
      snapshot.lastStep = report
      snapshot.curves.add(report)
      isUrgent = false
    case .evaluated(let report):
      snapshot.curves.add(report)
      if report.isBest { snapshot.best = report }
    case .warning(let text): warn(text)
    case .finished(let outcome):
      snapshot.secondsLeft = nil
      if outcome == .completed { snapshot.step = max(snapshot.step, snapshot.maximumSteps) }
    }
    tick(isUrgent: isUrgent)
  }

  /// Notes what is being done.
  mutating func enter(_ phase: TrainingSnapshot.Phase) {
    let isNew = phase.title != snapshot.phase.title
    snapshot.phase = phase
    if case .scanning = phase { return tick(isUrgent: false) }
    if isNew { tick(isUrgent: true) }
  }

  private mutating func warn(_ text: String) {
    if !snapshot.warnings.contains(text) { snapshot.warnings.append(text) }
  }

  private mutating func tick(isUrgent: Bool) {
    let now = seconds()
    snapshot.seconds = secondsBefore + now - begin
    if snapshot.phase == .training { estimate(now) }
    if now - lastSaved >= Self.savingSpacing {
      lastSaved = now
      do { try save(snapshot) } catch { warn(WorkspaceError.sentence(for: error)) }
    }
    guard isUrgent || now - lastPublished >= Self.spacing else { return }
    lastPublished = now
    publish(snapshot)
  }

  private mutating func estimate(_ now: Double) {
    guard let first = firstStep else {
      firstStep = (snapshot.step, now)
      return
    }
    let done = snapshot.step - first.step
    guard done >= 3 else { return }
    let left = max(0, snapshot.maximumSteps - snapshot.step)
    snapshot.secondsLeft = (now - first.at) / Double(done) * Double(left)
  }
}
