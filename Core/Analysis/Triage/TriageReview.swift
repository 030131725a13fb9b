/// Sorts suspects into those to report and those that a triage accepts, while functions arrive.
struct TriageReview<Suspect> {
  /// A suspect that is not reported, and why.
  struct Accepted {
    var suspect: Suspect
    var suppression: Suppression
  }

  private struct Seen {
    var entry: Baseline.Entry
    /// Nil when the function is no suspect, or a comment accepts it.
    var suspect: Suspect?
    var isSuspect: Bool
  }

  private let triage: Triage
  private var seen: [Seen] = []
  private var accepted: [Accepted] = []
  private(set) var unused: [UnusedSuppression] = []

  init(_ triage: Triage) {
    self.triage = triage
  }

  /// Notes comments that stand before no function.
  mutating func add(unused suppressions: [UnusedSuppression]) {
    if triage.honoursComments { unused += suppressions }
  }

  /// Takes a scored function.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - score: Its score.
  ///   - suspect: What stands for the function when it is a suspect; nil when it is none.
  /// - Returns: Whether the function may have to be reported; otherwise the review keeps it.
  mutating func add(_ function: PreparedFunction, score: Float, suspect: Suspect?) -> Bool {
    let comment = triage.honoursComments ? function.suppression : nil
    if let comment {
      if let suspect {
        accepted.append(Accepted(suspect: suspect, suppression: .comment(comment)))
      } else {
        unused.append(
          UnusedSuppression(
            file: function.function.file, line: comment.line,
            cause: .noSuspect(function: function.function.name, score: score)))
      }
    }
    guard let baseline = triage.baseline, baseline.mentions(function.fingerprint) else {
      return comment == nil || suspect == nil
    }
    let entry = Baseline.Entry(
      file: triage.pathInProject + function.function.file, function: function.function.name,
      fingerprint: function.fingerprint)
    seen.append(Seen(entry: entry, suspect: comment == nil ? suspect : nil, isSuspect: suspect != nil))
    return suspect == nil
  }

  /// Matches the functions seen with the baseline.
  ///
  /// - Parameter isScanned: Whether the file of an entry, its path from the scanned folder, was read or is gone.
  /// - Returns: What is accepted, the suspects to report after all, and what became of the baseline.
  mutating func finish(
    isScanned: (String) -> Bool
  ) -> (accepted: [Accepted], reported: [Suspect], stale: [Baseline.Entry], idle: Int, remaining: Baseline?) {
    guard let baseline = triage.baseline else { return (accepted, [], [], 0, nil) }
    let matches = baseline.matches(seen.map(\.entry))
    var live: Set<Int> = []
    var reported: [Suspect] = []
    var idle = 0
    for (function, number) in zip(seen, matches) {
      if let number {
        live.insert(number)
        if !function.isSuspect { idle += 1 }
        if let suspect = function.suspect {
          accepted.append(Accepted(suspect: suspect, suppression: .baseline))
        }
      } else if let suspect = function.suspect {
        reported.append(suspect)
      }
    }
    let stale = Set(
      baseline.entries.indices.filter { number in
        let file = baseline.entries[number].file
        return !live.contains(number) && file.hasPrefix(triage.pathInProject)
          && isScanned(String(file.dropFirst(triage.pathInProject.count)))
      })
    let entries = baseline.entries
    return (
      accepted, reported, entries.indices.filter(stale.contains).map { entries[$0] }, idle,
      Baseline(entries.indices.filter { !stale.contains($0) }.map { entries[$0] })
    )
  }
}
