import Foundation

/// What projects' histories say of functions, for editors, which must not wait for it.
///
/// The first question about a repository starts the reading, on a thread of its own; until that is done nothing is
/// known. What is known is read anew now and then, which is quick: only new commits are read.
final class EditorHistory: @unchecked Sendable {
  private struct Known {
    var history: ScannedHistory?
    /// What the history adds to the scores of the model that was asked for last.
    var scores: (model: EvidenceModel, scores: PastScores)?
    var date: ContinuousClock.Instant
    var isReading: Bool
  }

  /// How long what is known is taken for the present.
  private static let lifetime = Duration.seconds(60)

  private let cache: HistoryCache
  private let lock = NSLock()
  private var known: [String: Known] = [:]
  private var onRead: @Sendable () -> Void = {}

  /// Creates a history of nothing.
  init(cache: HistoryCache = HistoryCache()) {
    self.cache = cache
  }

  /// Has something called, on any thread, whenever a history says something new.
  func whenRead(_ action: @escaping @Sendable () -> Void) { lock.withLock { onRead = action } }

  /// What is known of a file's past now; nil when nothing is, or not yet.
  ///
  /// - Parameters:
  ///   - file: The file's path on this machine.
  ///   - model: The part of a model that weighs the past; nil for a model without.
  /// - Returns: The past.
  func past(of file: String, for model: EvidenceModel?) -> FilePast? {
    let path = RealPath.asFarAsItExists(file)
    let folder = ProjectRoot(of: path).folder
    guard path.hasPrefix(folder + "/") else { return nil }
    let (history, scores) = entry(of: folder, for: model)
    return history.map { history in
      FilePast(history: history, scores: scores, path: String(path.dropFirst(folder.count + 1)))
    }
  }

  private func entry(of folder: String, for model: EvidenceModel?) -> (ScannedHistory?, PastScores?) {
    lock.withLock {
      let now = ContinuousClock.now
      guard let entry = known[folder] else {
        known[folder] = Known(date: now, isReading: true)
        read(folder, for: model)
        return (nil, nil)
      }
      // Scores for another model take as long as a reading; the text ranks alone until they are there.
      let lacksScores = model != nil && entry.history != nil && entry.scores?.model != model
      if !entry.isReading, lacksScores || entry.date.duration(to: now) > Self.lifetime {
        read(folder, for: model)
      }
      return (entry.history, entry.scores.flatMap { $0.model == model ? $0.scores : nil })
    }
  }

  /// Starts the reading; the lock is held.
  private func read(_ folder: String, for model: EvidenceModel?) {
    known[folder]?.isReading = true
    let cache = cache
    let isStarted = SystemThread.start(name: "VulnAdapt: history") { [weak self] in
      // Errors show as the absence of a past: an editor has no place for them.
      let history = try? ScannedHistory.read(of: folder, cache: cache, readsMended: true).get()
      let scores = model.flatMap { model in history.map { (model, $0.scores(for: model)) } }
      self?.take(history, scores, of: folder)
    }
    // The text ranks alone until a thread can be had.
    if !isStarted { known[folder]?.isReading = false }
  }

  private func take(
    _ history: ScannedHistory?, _ scores: (model: EvidenceModel, scores: PastScores)?, of folder: String
  ) {
    let action: (@Sendable () -> Void)? = lock.withLock {
      let before = known[folder]
      known[folder] = Known(history: history, scores: scores, date: .now, isReading: false)
      let isSame =
        before?.history?.evidence.commit == history?.evidence.commit && before?.scores?.model == scores?.model
      return isSame ? nil : onRead
    }
    action?()
  }
}
