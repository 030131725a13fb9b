import Foundation

/// What projects' histories say of functions, for editors, which must not wait for it.
///
/// The first question about a repository starts the reading, on a thread of its own; until that is done nothing is
/// known. What is known is read anew now and then, which is quick: only new commits are read.
final class EditorHistory: @unchecked Sendable {
  private struct Known {
    var history: ScannedHistory?
    /// What came of the model that was asked for last.
    var ranking: Ranking?
    var date: ContinuousClock.Instant
    var isReading: Bool
  }

  /// A model with a project's past.
  private struct Ranking {
    /// What was asked for.
    let question: Question
    /// The adapted model; nil where the one that was asked for stays.
    let detector: Detector?
    /// What the history adds to the scores.
    let scores: PastScores
  }

  private struct Question: Equatable {
    let evidence: EvidenceModel
    let adapts: Bool
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
  ///   - adapts: Whether it is adapted to the project.
  /// - Returns: The past.
  func past(of file: String, for model: ModelFile, adapts: Bool) -> FilePast? {
    let path = RealPath.asFarAsItExists(file)
    let folder = ProjectRoot(of: path).folder
    guard path.hasPrefix(folder + "/") else { return nil }
    let (history, ranking) = entry(of: folder, for: model, adapts)
    return history.map { history in
      FilePast(
        history: history, scores: ranking?.scores, detector: ranking?.detector,
        path: String(path.dropFirst(folder.count + 1)))
    }
  }

  private func entry(
    of folder: String, for model: ModelFile, _ adapts: Bool
  ) -> (ScannedHistory?, Ranking?) {
    let question = model.evidence.map { Question(evidence: $0, adapts: adapts) }
    return lock.withLock {
      let now = ContinuousClock.now
      guard let entry = known[folder] else {
        known[folder] = Known(date: now, isReading: true)
        read(folder, for: model, question)
        return (nil, nil)
      }
      // Scores for another model take as long as a reading; the text ranks alone until they are there.
      let lacksScores = question != nil && entry.history != nil && entry.ranking?.question != question
      if !entry.isReading, lacksScores || entry.date.duration(to: now) > Self.lifetime {
        read(folder, for: model, question)
      }
      return (entry.history, entry.ranking.flatMap { $0.question == question ? $0 : nil })
    }
  }

  /// Starts the reading; the lock is held.
  private func read(_ folder: String, for model: ModelFile, _ question: Question?) {
    known[folder]?.isReading = true
    let cache = cache
    let isStarted = SystemThread.start(name: "VulnAdapt: history") { [weak self] in
      // Errors show as the absence of a past: an editor has no place for them.
      let history = try? ScannedHistory.read(
        of: folder, cache: cache, adapting: question?.adapts == true ? model : nil, readsMended: true
      ).get()
      let ranking = question.flatMap { question in
        history.map { history in
          let adapted = history.adapted?.file
          return Ranking(
            question: question, detector: adapted.map(Detector.init(model:)),
            scores: history.scores(for: adapted?.evidence ?? question.evidence))
        }
      }
      self?.take(history, ranking, of: folder)
    }
    // The text ranks alone until a thread can be had.
    if !isStarted { known[folder]?.isReading = false }
  }

  private func take(_ history: ScannedHistory?, _ ranking: Ranking?, of folder: String) {
    let action: (@Sendable () -> Void)? = lock.withLock {
      let before = known[folder]
      known[folder] = Known(history: history, ranking: ranking, date: .now, isReading: false)
      let isSame =
        before?.history?.evidence.commit == history?.evidence.commit
        && before?.ranking?.question == ranking?.question
      return isSame ? nil : onRead
    }
    action?()
  }
}
