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

  /// What became of the baseline, and of the suspects that it speaks of.
  struct Outcome {
    /// What is not reported.
    var accepted: [Accepted] = []
    /// What is reported after all, and whether something is known to be wrong with it.
    var reported: [(suspect: Suspect, isConfirmed: Bool)] = []
    /// Entries whose function is gone or has changed.
    var stale: [Baseline.Entry] = []
    /// How many entries accept a function that is no suspect.
    var idle = 0
    /// How many confirmed functions have changed, and are taken for mended.
    var mended = 0
    /// The baseline as it is now; nil without one.
    var remaining: Baseline?
  }

  private let triage: Triage
  private var seen: [Seen] = []
  /// Functions that have changed since something was found in them.
  private var changed: [Seen] = []
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
    guard let baseline = triage.baseline else { return comment == nil || suspect == nil }
    let entry = Baseline.Entry(
      file: triage.pathInProject + function.function.file, function: function.function.name,
      fingerprint: function.fingerprint)
    let own = Seen(entry: entry, suspect: comment == nil ? suspect : nil, isSuspect: suspect != nil)
    if baseline.mentions(function.fingerprint) {
      seen.append(own)
    } else if baseline.isConfirmed(entry.place) {
      changed.append(own)
    } else {
      return comment == nil || suspect == nil
    }
    return suspect == nil
  }

  /// Matches the functions seen with the baseline.
  ///
  /// - Parameter isScanned: Whether the file of an entry, its path from the scanned folder, was read or is gone.
  /// - Returns: What became of the suspects and of the baseline.
  mutating func finish(isScanned: (String) -> Bool) -> Outcome {
    var outcome = Outcome(accepted: accepted)
    guard let baseline = triage.baseline else { return outcome }
    let entries = baseline.entries
    var live: Set<Int> = []
    for (function, number) in zip(seen, baseline.matches(seen.map(\.entry))) {
      guard let number else {
        if let suspect = function.suspect { outcome.reported.append((suspect, false)) }
        continue
      }
      live.insert(number)
      let isConfirmed = entries[number].verdict == .confirmed
      if !function.isSuspect, !isConfirmed { outcome.idle += 1 }
      guard let suspect = function.suspect else { continue }
      if isConfirmed {
        outcome.reported.append((suspect, true))
      } else {
        outcome.accepted.append(Accepted(suspect: suspect, suppression: .baseline))
      }
    }
    var stale = Set(
      entries.indices.filter { number in
        let file = entries[number].file
        return !live.contains(number) && file.hasPrefix(triage.pathInProject)
          && isScanned(String(file.dropFirst(triage.pathInProject.count)))
      })
    // What was confirmed and is gone, place by place, in the order of the entries.
    var open = Dictionary(
      grouping: stale.filter { entries[$0].verdict == .confirmed }.sorted(by: >), by: { entries[$0].place })
    var replaced: Set<Int> = []
    var mended: [Baseline.Entry] = []
    for function in changed {
      if let number = open[function.entry.place]?.popLast() {
        stale.remove(number)
        replaced.insert(number)
        var own = function.entry
        own.verdict = .mended
        mended.append(own)
        if let suspect = function.suspect {
          outcome.accepted.append(Accepted(suspect: suspect, suppression: .baseline))
        }
      } else if let suspect = function.suspect {
        outcome.reported.append((suspect, false))
      }
    }
    let kept = entries.indices.filter { !stale.contains($0) && !replaced.contains($0) }
    outcome.stale = entries.indices.filter(stale.contains).map { entries[$0] }
    outcome.mended = mended.count
    outcome.remaining = Baseline(kept.map { entries[$0] } + mended)
    return outcome
  }
}
