/// Finds functions that a commit moved or renamed among those that it removed and created.
struct MoveSearch {
  /// A function of one side.
  struct Candidate {
    var path: Int32
    var name: Int32
    var whole: UInt64
    var sketch: [UInt32]
  }

  /// From this share of common lines on, a function of another name is the other one renamed.
  private static let renamed = 0.5
  /// From this share on, a function of the same name in another file is the other one moved.
  private static let moved = 0.2
  /// More pairs than this are not compared for likeness.
  private static let comparisonLimit = 250_000
  /// Of fewer lines than this, no likeness is told.
  private static let fewestLines = 3

  /// Pairs created functions with removed ones.
  ///
  /// Equal code comes first, then an equal name in another file, then likeness. What is too short to be likened goes by its
  /// name alone, where only one function of that name was removed and one created: an `init` of one line has namesakes.
  ///
  /// - Returns: For each created function the place of the removed one it was; nil for a new one.
  static func origins(of created: [Candidate], among removed: [Candidate]) -> [Int?] {
    var result = [Int?](repeating: nil, count: created.count)
    guard !removed.isEmpty, !created.isEmpty else { return result }
    var isTaken = [Bool](repeating: false, count: removed.count)
    let byCode = Dictionary(grouping: removed.indices) { removed[$0].whole }
    let byName = Dictionary(grouping: removed.indices) { removed[$0].name }
    for (index, function) in created.enumerated() {
      // The whole code holds the name, so equal code is an equal name.
      guard let origin = byCode[function.whole]?.first(where: { !isTaken[$0] }) else { continue }
      result[index] = origin
      isTaken[origin] = true
    }
    let createdOfName = Dictionary(grouping: created.indices) { created[$0].name }
    for (index, function) in created.enumerated() where result[index] == nil {
      let (ofName, gone) = (createdOfName[function.name]?.count ?? 0, byName[function.name]?.count ?? 0)
      guard ofName * gone <= comparisonLimit else { continue }
      let candidates = (byName[function.name] ?? []).filter { !isTaken[$0] }
      let isOnlyOne = gone == 1 && ofName == 1
      let likeness = { (origin: Int) in CodeDigest.likeness(removed[origin].sketch, function.sketch) }
      guard let origin = candidates.max(by: { likeness($0) < likeness($1) }),
        likeness(origin) >= moved || isOnlyOne && function.sketch.count < fewestLines
      else { continue }
      result[index] = origin
      isTaken[origin] = true
    }
    let left = created.indices.filter { result[$0] == nil && created[$0].sketch.count >= fewestLines }
    var free = removed.indices.filter { !isTaken[$0] && removed[$0].sketch.count >= fewestLines }
    guard left.count * free.count <= comparisonLimit else { return result }
    for index in left {
      let likeness = free.map { CodeDigest.likeness(removed[$0].sketch, created[index].sketch) }
      guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }), likeness[best] >= renamed
      else { continue }
      result[index] = free.remove(at: best)
    }
    return result
  }
}
