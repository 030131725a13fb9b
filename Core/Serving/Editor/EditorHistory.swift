import Foundation

/// What projects' histories say of functions, for editors, which must not wait for it.
///
/// The first question about a repository starts the reading, on a thread of its own; until that is done nothing is
/// known. What is known is read anew now and then, which is quick: only new commits are read.
final class EditorHistory: @unchecked Sendable {
  private struct Known {
    var history: ScannedHistory?
    /// What the history makes of the model that was asked for last.
    var scores: Scores?
    var date: ContinuousClock.Instant
    var isReading: Bool
  }

  /// What a history makes of a model.
  private struct Scores {
    /// The part of the model that was asked for.
    var asked: EvidenceModel
    /// The model, adapted to the project.
    var detector: Detector
    /// What the history adds to its scores.
    var past: PastScores
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
  ///   - model: The model that ranks.
  /// - Returns: The past.
  func past(of file: String, for model: ModelFile) -> FilePast? {
    let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
    let folder = ProjectRoot(of: path).folder
    guard path.hasPrefix(folder + "/") else { return nil }
    let (history, scores) = entry(of: folder, for: model)
    return history.map { history in
      FilePast(
        history: history, scores: scores?.past, detector: scores?.detector,
        path: String(path.dropFirst(folder.count + 1)))
    }
  }

  private func entry(of folder: String, for model: ModelFile) -> (ScannedHistory?, Scores?) {
    lock.withLock {
      let now = ContinuousClock.now
      guard let entry = known[folder] else {
        known[folder] = Known(date: now, isReading: true)
        read(folder, for: model)
        return (nil, nil)
      }
      // Scores for another model take as long as a reading; the text ranks alone until they are there.
      let asked = model.evidence
      let lacksScores = asked != nil && entry.history != nil && entry.scores?.asked != asked
      if !entry.isReading, lacksScores || entry.date.duration(to: now) > Self.lifetime {
        read(folder, for: model)
      }
      return (entry.history, entry.scores.flatMap { $0.asked == asked ? $0 : nil })
    }
  }

  /// Starts the reading; the lock is held.
  private func read(_ folder: String, for model: ModelFile) {
    known[folder]?.isReading = true
    let cache = cache
    let thread = Thread { [weak self] in
      // Errors show as the absence of a past: an editor has no place for them.
      let history = try? ScannedHistory.read(of: folder, cache: cache, adapting: model).get()
      self?.take(history, Self.scores(history, for: model), of: folder)
    }
    thread.stackSize = 8 << 20
    thread.qualityOfService = .utility
    thread.start()
  }

  private static func scores(_ history: ScannedHistory?, for model: ModelFile) -> Scores? {
    guard let history, let asked = model.evidence, let adapted = history.model,
      let evidence = adapted.evidence
    else { return nil }
    return Scores(
      asked: asked, detector: Detector(model: adapted), past: history.scores(for: evidence))
  }

  private func take(_ history: ScannedHistory?, _ scores: Scores?, of folder: String) {
    let action: (@Sendable () -> Void)? = lock.withLock {
      let before = known[folder]
      known[folder] = Known(history: history, scores: scores, date: .now, isReading: false)
      let isSame =
        before?.history?.evidence.commit == history?.evidence.commit && before?.scores?.asked == scores?.asked
      return isSame ? nil : onRead
    }
    action?()
  }
}
