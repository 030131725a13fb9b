import Foundation

/// Puts a project back to a commit and measures what rankings would have found.
///
/// All functions that stood at the cut are ranked with what was known then; wanted are those that later fixes changed.
/// Whether a fix is later is decided by ancestry, never by dates.
public struct Backtest: Sendable {
  /// Which moments a project is put back to.
  public enum Moments: Hashable, Sendable {
    /// One that is chosen: near the point where 40 % of the fixed functions were fixed.
    case chosen
    /// A commit, branch or tag, or a date such as 2020-12-31.
    case at(String)
    /// A period apart, in seconds.
    case every(Int64)
  }

  /// How far a backtest has come.
  public enum Progress: Sendable {
    case history(HistoryReader.Progress)
    case labels(HistoryLabels.Progress)
    /// Ranking at a cut of so many.
    case ranking(Int, of: Int)
  }

  /// Which moments the project is put back to.
  public var moments = Moments.chosen
  /// What makes a commit a fix.
  public var truth: HistoryLabels.Options
  /// How history is read.
  public var history = HistoryReader.Options()
  /// What is remembered of histories.
  public var cache = HistoryCache()
  /// The rankers; ``BacktestRanker/length`` is always among them.
  public var rankers = BacktestRanker.withoutModel
  /// What is left out of the ranking, in the syntax of `.gitignore`.
  public var excluded = BacktestProject.usuallyExcluded
  /// The ranker whose ranking a reviewer goes through who marks functions; nil for no such simulation.
  public var reviewed: String?
  /// The projects that models among the rankers have learnt from, by their titles.
  public var learntProjects: [(ranker: String, projects: [String])] = []
  /// How intervals are found.
  var bootstrap = Bootstrap()

  /// Creates a backtest; its truth's `revision` is the newest commit that is looked at.
  public init(truth: HistoryLabels.Options) {
    self.truth = truth
  }

  /// Runs the backtest.
  ///
  /// - Parameters:
  ///   - git: The repository, opened at the folder that is ranked.
  ///   - onProgress: Called now and then.
  /// - Returns: The figures.
  /// - Throws: ``GitError``, ``HistoryError``, ``BacktestError``, or ``DetectionError``.
  public func run(_ git: SafeGit, onProgress: (Progress) -> Void = { _ in }) throws -> BacktestResult {
    let head = try git.commit(named: truth.revision)
    let known = try cache.history(of: head, in: git, options: history) { onProgress(.history($0)) }
    // What else was read has no say.
    guard let past = known.restricted(to: head) else {
      throw GitError.unknownCommit(name: truth.revision, path: git.path)
    }
    var options = truth
    options.revision = head
    let labels = try HistoryLabels(git: git, options: options).run { onProgress(.labels($0)) }
    let commits = Set(past.commits.map(\.id))
    let all = labels.changedRows
    let fixed = all.filter { commits.contains($0.fix.id) }
    guard !fixed.isEmpty else { throw BacktestError.fixedElsewhere(head: truth.revision) }
    let cuts = try cuts(in: past, head: head, fixed: fixed, git)
    var results: [BacktestResult.Cut] = []
    var (empty, full): ([BacktestCut], [BacktestCut]) = ([], [])
    for (number, cut) in cuts.enumerated() {
      if git.shouldStop() { throw GitError.cancelled }
      onProgress(.ranking(number + 1, of: cuts.count))
      switch try measure(cut, past, head: head, fixed: fixed, git) {
      case .figures(let result): results.append(result)
      case .nothingFixed: empty.append(cut)
      case .allFixed: full.append(cut)
      }
    }
    var result = BacktestResult(
      path: git.path, head: head, truth: truthInWords, cuts: results, emptyCuts: empty,
      fullCuts: full,
      fixesElsewhere: Set(all.map(\.fix.id)).subtracting(commits).count)
    result.knowing = try rankersThatMayKnow(git)
    return result
  }

  /// The rankers that have learnt from a project of this one's name, be it that of its folder or of where it was cloned from.
  private func rankersThatMayKnow(_ git: SafeGit) throws -> [(ranker: String, project: String)] {
    var names: Set<String> = []
    for arguments in [["rev-parse", "--show-toplevel"], ["config", "--get", "remote.origin.url"]] {
      let answer = (try? git.run(arguments)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      if git.shouldStop() { throw GitError.cancelled }
      let name = answer.split(whereSeparator: { "/:\\\n".contains($0) }).last.map { $0.lowercased() } ?? ""
      names.insert(name.hasSuffix(".git") ? String(name.dropLast(4)) : name)
    }
    return learntProjects.compactMap { ranker, projects in
      projects.first { names.contains($0.split(separator: "+").last?.lowercased() ?? $0.lowercased()) }
        .map { (ranker, $0) }
    }
  }

  private var truthInWords: String {
    var named: [String] = []
    if let list = truth.list { named.append("commits that \(list.file) lists") }
    if let records = truth.records {
      let count = records.records.count
      named.append("commits that " + (count == 1 ? "an OSV record names" : "\(count) OSV records name"))
    }
    guard named.isEmpty || truth.searchesMessages == true else { return named.joined(separator: "; ") }
    let searched =
      truth.patterns.expressions == [FixPatterns.cve]
      ? "commits whose message names a CVE identifier"
      : "commits whose message matches " + truth.patterns.expressions.joined(separator: " or ")
    return (named + [searched]).joined(separator: "; ")
  }

  private func cuts(
    in past: ProjectHistory, head: String, fixed: [LabelHistory.Row], _ git: SafeGit
  ) throws -> [BacktestCut] {
    switch moments {
    case .at(let name):
      if let date = Self.date(name) {
        guard let cut = BacktestCut(date: date, in: past, of: head) else {
          throw BacktestError.beforeHistory(name)
        }
        return [cut]
      }
      let commit = try git.commit(named: name)
      guard let cut = BacktestCut(commit: commit, in: past), past.isAncestor(commit, of: head) else {
        throw BacktestError.notAnAncestor(commit: name, head: truth.revision)
      }
      return [cut]
    case .every(let period):
      let cuts = BacktestCut.every(period, in: past, of: head)
      guard !cuts.isEmpty else { throw BacktestError.tooYoung(path: git.path) }
      return cuts
    case .chosen:
      let dates = fixed.compactMap { row in past.place(of: row.fix.id).map { past.commits[$0].date } }
      guard let cut = BacktestCut(among: dates, in: past, of: head) else {
        throw BacktestError.noPause(path: git.path)
      }
      return [cut]
    }
  }

  /// The seconds since 1970 at the end of a day such as 2020-12-31, in UTC; nil for anything else.
  static func date(_ text: String) -> Int64? {
    guard text.utf8.count == 10 else { return nil }
    return FixCommit.seconds(of: text).map { Int64($0) + BacktestCut.day - 1 }
  }

  /// Whether records say that all of what a fix mended came in after a cut.
  ///
  /// - Parameters:
  ///   - fix: The fix.
  ///   - before: The cut's commit and its ancestors.
  ///   - known: All commits that were read; of others it is unknown when they came.
  /// - Returns: Whether none of it was there at the cut.
  private static func cameInLater(_ fix: FixCommit, before: Set<String>, known: Set<String>) -> Bool {
    !fix.introduced.isEmpty && fix.introduced.allSatisfy { known.contains($0) && !before.contains($0) }
  }

  /// What comes of one cut.
  private enum Outcome {
    case figures(BacktestResult.Cut)
    case nothingFixed, allFixed
  }

  private func measure(
    _ cut: BacktestCut, _ past: ProjectHistory, head: String, fixed: [LabelHistory.Row], _ git: SafeGit
  ) throws -> Outcome {
    let before = Set(past.commits(before: cut.commit).map(\.id))
    let all = fixed.filter { !before.contains($0.fix.id) }
    let known = Set(past.commits.map(\.id))
    let later = all.filter { !Self.cameInLater($0.fix, before: before, known: known) }
    guard !later.isEmpty else { return .nothingFixed }
    let project = try BacktestProject(at: cut, past, git, excluded: excluded)
    // Rankers see the project, never what follows.
    var rankers = rankers
    if !rankers.contains(where: { $0.name == LengthRanker.name }) { rankers.insert(.length, at: 0) }
    let ranked = try rankers.map { ranker in
      if git.shouldStop() { throw GitError.cancelled }
      return (ranker: ranker, scores: try ranker.scores(project))
    }

    var places = LaterPlaces(
      of: project.functions.map { .init(path: $0.file, name: $0.name) }, in: past, from: cut.commit, to: head)
    var isFixed = [Bool](repeating: false, count: project.functions.count)
    var unmatched: Set<LaterPlaces.Place> = []
    for row in later {
      let place = LaterPlaces.Place(path: row.path, name: row.function)
      if let number = places.number(at: place, in: row.fix.parent) {
        isFixed[number] = true
      } else {
        unmatched.insert(place)
      }
    }
    let count = isFixed.count { $0 }
    guard count > 0 else { return .nothingFixed }
    guard count < isFixed.count else { return .allFixed }
    let parser = StatementParser()
    let twins = DuplicateGroups(parallelMap(project.functions) { parser.statements(of: $0) }).near
    let dates = Set(later.map(\.fix.id)).compactMap { id in past.place(of: id).map { past.commits[$0].date } }
    var result = BacktestResult.Cut(
      cut: cut, functionCount: isFixed.count, lineCount: project.lines.reduce(0, +), fixedCount: count,
      fixCount: dates.count,
      daysToFirstFix: dates.min().map { Double($0 - cut.date) / Double(BacktestCut.day) },
      youngerAncestors: past.commits(before: cut.commit).count { $0.date > cut.date },
      unmatchedCount: unmatched.count, introducedLater: all.count - later.count,
      figures: BacktestFigures.measure(
        ranked, isFixed: isFixed, project: project, twins: twins, bootstrap: bootstrap))
    if let reviewed = ranked.first(where: { $0.ranker.name == reviewed }) {
      result.marking = MarkingSimulation(
        project.functions, lengths: project.lengths, logits: reviewed.scores.map(FeedbackModel.logOdds),
        isFixed: isFixed, twins: twins)
    }
    return .figures(result)
  }
}

extension ProjectHistory {
  /// Whether a commit is another one or leads to it.
  public func isAncestor(_ id: String, of other: String) -> Bool {
    guard let start = place(of: id), let end = place(of: other) else { return false }
    return ancestry(of: end)[start]
  }
}

extension Backtest.Progress: CustomStringConvertible {
  /// A line for people who wait.
  public var description: String {
    switch self {
    case .history(let progress): progress.description
    case .labels(let progress):
      if case .comparing(let done, let all) = progress {
        "comparing functions: \(done) of \(all) fixes …"
      } else {
        "looking for fixes …"
      }
    case .ranking(let number, let all): "ranking at \(number) of \(all) commits …"
    }
  }
}
