import Algorithms

/// A commit and its first parents with the dates that they can have been made at.
///
/// Clocks go wrong, forward and back. Right are the dates of the longest run of commits in which none is older than the one before;
/// any other commit is taken to be as old as the last of these before it, or, where there is none, as the first one. So one clock
/// moves no other commit's date. Only the commit and its ancestors have a say.
struct DatedLine {
  /// The places of the commits, oldest first.
  let places: [Int]
  /// Their dates in seconds since 1970, ascending.
  let dates: [Int64]

  /// Follows the first parents of a commit; nil when it was not read.
  ///
  /// - Parameters:
  ///   - id: The full identifier of the commit.
  ///   - history: What was read.
  init?(to id: String, in history: ProjectHistory) {
    guard let place = history.place(of: id) else { return nil }
    var places: [Int] = []
    var next: Int? = place
    while let index = next {
      places.append(index)
      next = history.commits[index].parents.first.map(Int.init)
    }
    places.reverse()
    self.places = places
    dates = Self.corrected(places.map { history.commits[$0].date })
  }

  /// The date of the commit itself.
  var end: Int64 { dates.last ?? 0 }

  /// The place and date of the newest commit at a date or before it; nil when all are younger.
  func newest(before date: Int64) -> (place: Int, date: Int64)? {
    let index = dates.partitioningIndex { $0 > date }
    return index == 0 ? nil : (places[index - 1], dates[index - 1])
  }

  /// Dates of which those outside the longest ascending run are replaced by the one before.
  static func corrected(_ claimed: [Int64]) -> [Int64] {
    guard zip(claimed, claimed.dropFirst()).contains(where: { $0 > $1 }) else { return claimed }
    // For each length of a run the place of its end with the smallest date, and for each date the one before it in its run.
    var ends: [Int] = []
    var before = [Int](repeating: -1, count: claimed.count)
    for (index, date) in claimed.enumerated() {
      let length = ends.partitioningIndex { claimed[$0] > date }
      before[index] = length > 0 ? ends[length - 1] : -1
      if length == ends.count { ends.append(index) } else { ends[length] = index }
    }
    var isRight = [Bool](repeating: false, count: claimed.count)
    var place = ends.last ?? -1
    while place >= 0 {
      isRight[place] = true
      place = before[place]
    }
    var last = claimed[isRight.firstIndex(of: true) ?? 0]
    return claimed.indices.map { index in
      if isRight[index] { last = claimed[index] }
      return last
    }
  }
}
