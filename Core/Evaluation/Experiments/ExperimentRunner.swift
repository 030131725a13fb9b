import Foundation

/// What an experiment tells while it goes on.
public enum ExperimentEvent: Sendable {
  /// Work starts; `done` runs of `total` were finished before.
  case started(done: Int, total: Int)
  /// A run is finished and on disk.
  case finished(RunRecord, done: Int, total: Int, secondsLeft: Double?)
  /// A run could not be finished; the others go on.
  case failed(id: String, label: String, message: String)
}

/// Makes the runs of an experiment that are not finished yet, several at a time with one thread each.
///
/// A finished run is never repeated; a kill loses the runs in progress, and nothing else.
public struct ExperimentRunner: Sendable {
  /// The runs wanted.
  public let runs: [EvaluationRun]
  /// Where they are kept.
  public let folder: ExperimentFolder
  /// Runs made at the same time.
  public var lanes = ProcessInfo.processInfo.activeProcessorCount
  /// Whether each run's scores and events are kept in a folder of its own.
  public var keepsRunFolders = true
  /// Whether finished runs of other builds of the program are made again.
  public var redoesOtherBuilds = false
  /// Whether honest runs also measure boundary distortion, with the labels of both projects.
  public var measuresBoundaryDistortion = false
  /// Draws of the bootstrap.
  var resamples = 500

  /// Chooses runs and where to keep them.
  public init(runs: [EvaluationRun], folder: ExperimentFolder) {
    self.runs = runs
    self.folder = folder
  }

  /// What of some records counts as done.
  public func finished(among records: [RunRecord]) -> FinishedRuns {
    FinishedRuns(
      records, of: runs, redoesOtherBuilds: redoesOtherBuilds,
      needsBoundaryDistortion: measuresBoundaryDistortion)
  }

  /// What was done.
  public struct Outcome: Sendable {
    /// The records of all wanted runs that are finished.
    public var records: [RunRecord]
    /// Runs that could not be finished.
    public var failures: Int
    /// Whether the work was stopped.
    public var isInterrupted: Bool
  }

  /// Makes the runs.
  ///
  /// - Parameters:
  ///   - log: The log to add to; its runs are not repeated.
  ///   - shouldStop: Asked often, on any thread; true ends the runs in progress unfinished.
  ///   - onEvent: Told everything as it happens, one call at a time.
  /// - Returns: The records of all wanted runs that are finished, and how the work ended.
  /// - Throws: ``RunFolderError`` when results cannot be written.
  public func run(
    log: RunLog, shouldStop: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (ExperimentEvent) -> Void = { _ in }
  ) throws -> Outcome {
    let finished = finished(among: log.records).kept
    let known = Set(finished.map(\.id))
    let waiting = runs.filter { !known.contains($0.id) }
    let state = State(records: finished, total: runs.count)
    onEvent(.started(done: finished.count, total: runs.count))
    let trivial = TrivialRankers()
    let lanes = max(1, min(lanes, waiting.count))
    WorkerPool.shared.perform(lanes) { _ in
      while !shouldStop(), let run = state.next(of: waiting) {
        do {
          let result = try Parallel.limited(to: 1) {
            try run.perform(
              trivial: trivial, resamples: resamples, measuresBoundaryDistortion: measuresBoundaryDistortion,
              shouldStop: { shouldStop() || state.hasFailed })
          }
          guard let result else { return }
          if keepsRunFolders {
            try folder.run(result.record).write(
              record: result.record, events: result.events, scores: result.scores)
          }
          try log.append(result.record)
          state.add(result.record, onEvent: onEvent)
        } catch let error as RunFolderError {
          return state.fail(error)
        } catch {
          state.skip { onEvent(.failed(id: run.id, label: run.label, message: "\(error)")) }
        }
      }
    }
    if let error = state.error { throw error }
    return Outcome(records: state.records, failures: state.failures, isInterrupted: shouldStop())
  }

  /// What the lanes share.
  private final class State: @unchecked Sendable {
    private let lock = NSLock()
    private let start = Date()
    private let startCount: Int
    private let total: Int
    private var position = 0
    private(set) var records: [RunRecord]
    private(set) var failures = 0
    private(set) var error: RunFolderError?

    init(records: [RunRecord], total: Int) {
      self.records = records
      self.total = total
      startCount = records.count
    }

    var hasFailed: Bool { lock.withLock { error != nil } }

    func next(of runs: [EvaluationRun]) -> EvaluationRun? {
      lock.withLock {
        guard position < runs.count, error == nil else { return nil }
        position += 1
        return runs[position - 1]
      }
    }

    func add(_ record: RunRecord, onEvent: (ExperimentEvent) -> Void) {
      lock.withLock {
        records.append(record)
        let made = records.count - startCount
        let each = Date().timeIntervalSince(start) / Double(made)
        let left = total - records.count - failures
        onEvent(
          .finished(
            record, done: records.count, total: total,
            secondsLeft: left > 0 ? each * Double(left) : nil))
      }
    }

    func skip(_ tell: () -> Void) {
      lock.withLock {
        failures += 1
        tell()
      }
    }

    func fail(_ error: RunFolderError) { lock.withLock { self.error = self.error ?? error } }
  }
}
