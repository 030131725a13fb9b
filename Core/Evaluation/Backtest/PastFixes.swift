import Algorithms

/// Which functions of a moment were changed by security-worded fixes between it and a later one.
struct PastFixes {
  /// Fixes that change more functions say too little of each.
  static let functionLimit = 20

  /// For each function whether such a fix changed it.
  let isFixed: [Bool]
  /// How many functions were fixed.
  var count: Int { isFixed.count { $0 } }

  /// Follows a project from one moment to another.
  ///
  /// - Parameters:
  ///   - project: The project at the earlier moment.
  ///   - history: What was read of the repository.
  ///   - end: The later commit; what does not lead to it is not looked at.
  init(of project: BacktestProject, in history: ProjectHistory, upTo end: String) {
    let places = LaterPlaces(
      of: project.functions.map { .init(path: $0.file, name: $0.name) }, in: history,
      from: project.cut.commit, to: end)
    var isFixed = [Bool](repeating: false, count: project.functions.count)
    let isBefore = history.place(of: project.cut.commit).map(history.ancestry) ?? []
    Self.each(in: history, upTo: end) { commit, changed in
      guard !isBefore.isEmpty, !isBefore[commit] else { return }
      for place in changed { if let number = places.numbers[place] { isFixed[number] = true } }
    }
    self.isFixed = isFixed
  }

  /// When functions were changed by such fixes that lead to a commit, in ascending order; once for each function and fix.
  static func dates(in history: ProjectHistory, upTo end: String) -> [Int64] {
    var dates: [Int64] = []
    each(in: history, upTo: end) { commit, changed in
      dates += changed.map { _ in history.commits[commit].date }
    }
    return dates.sorted()
  }

  private static func each(
    in history: ProjectHistory, upTo end: String, _ take: (Int, [LaterPlaces.Place]) -> Void
  ) {
    guard let place = history.place(of: end) else { return }
    let isKnown = history.ancestry(of: place)
    for changes in history.changes.chunked(by: { $0.commit == $1.commit }) {
      guard let number = changes.first.map({ Int($0.commit) }), isKnown[number] else { continue }
      let kinds = history.commits[number].kinds
      guard !kinds.isDisjoint(with: [.security, .cve]), kinds.isDisjoint(with: [.revert, .merge]) else {
        continue
      }
      let changed = changes.flatMap { file in
        file.functions.filter { $0.fate == .changed }.map {
          LaterPlaces.Place(path: history.paths[Int(file.path)], name: history.names[Int($0.name)])
        }
      }
      if !changed.isEmpty, changed.count <= functionLimit { take(number, changed) }
    }
  }
}
