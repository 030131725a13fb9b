/// Where the functions of a cut stood later: functions are moved and renamed before they are fixed.
struct LaterPlaces {
  /// A function as labels name it.
  struct Place: Hashable {
    var path: String
    var name: String
  }

  /// What a commit after the cut moved: from where to where.
  private struct Moves {
    var commit: Int
    var places: [(old: Place, new: Place)]
  }

  private let functions: [Place: Int]
  private let history: ProjectHistory
  /// In the order in which commits follow each other.
  private let moves: [Moves]
  /// Where functions stood when the commit that was asked for last was made.
  private var last: (commit: String, places: [Place: Int])?

  /// Follows functions from a cut to a head.
  ///
  /// - Parameters:
  ///   - functions: Where they stand at the cut, with paths from the repository's root.
  ///   - history: What was read of the repository.
  ///   - cut: The commit of the cut.
  ///   - head: The newest commit that is looked at.
  init(of functions: [Place], in history: ProjectHistory, from cut: String, to head: String) {
    self.functions = Dictionary(functions.enumerated().map { ($1, $0) }) { first, _ in first }
    self.history = history
    guard let start = history.place(of: cut), let end = history.place(of: head) else {
      moves = []
      return
    }
    let before = history.ancestry(of: start)
    let changes = history.changesOfCommits()
    moves = history.line(to: end).compactMap { commit in
      before[commit] ? nil : Self.moves(of: commit, history.changes[changes[commit]], history)
    }
  }

  private static func moves(
    of commit: Int, _ changes: ArraySlice<FileChange>, _ history: ProjectHistory
  ) -> Moves? {
    var moves = Moves(commit: commit, places: [])
    for file in changes {
      for function in file.functions {
        guard let origin = function.origin else { continue }
        moves.places.append(
          (
            old: Place(path: history.paths[Int(origin.path)], name: history.names[Int(origin.name)]),
            new: Place(path: history.paths[Int(file.path)], name: history.names[Int(function.name)])
          ))
      }
    }
    return moves.places.isEmpty ? nil : moves
  }

  /// The number of the cut's function that stood at a place when a commit was made; nil for one that came later.
  ///
  /// A function that moves leaves its place, which another one may take then.
  ///
  /// - Parameters:
  ///   - place: The place.
  ///   - commit: The full identifier of the commit.
  /// - Returns: The function's number.
  mutating func number(at place: Place, in commit: String) -> Int? {
    if let last, last.commit == commit { return last.places[place] }
    var places = functions
    if let number = history.place(of: commit) {
      let isBefore = history.ancestry(of: number)
      for move in moves where isBefore[move.commit] {
        // All are looked up first: two functions may change places.
        let numbers = move.places.map { places[$0.old] }
        for (old, _) in move.places { places[old] = nil }
        for (number, pair) in zip(numbers, move.places) { places[pair.new] = number }
      }
    }
    last = (commit, places)
    return places[place]
  }
}
