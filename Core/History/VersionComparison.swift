/// Finds what became of functions from one version of a file to the next.
enum VersionComparison {
  /// A function that was changed, or that only one version has.
  struct Difference: Sendable {
    /// The number of its name among those of the file.
    var name: Int32
    var fate: FunctionChange.Fate
    var added: UInt16
    var removed: UInt16
    /// Of one that only one version has: a digest of all code, and of its lines.
    var whole: UInt64 = 0
    var sketch: [UInt32] = []
    /// Of one that a merge has from a parent where its file has another path: that path's number.
    var oldPath: Int32?
  }

  /// Compares two versions; functions of one name pair in their order.
  static func differences(from old: [FileVersions.Function], to new: [FileVersions.Function]) -> [Difference]
  {
    func isSame(_ one: FileVersions.Function, _ other: FileVersions.Function) -> Bool {
      one.name == other.name && one.code.whole == other.code.whole
    }
    // Most functions stay as they are.
    let limit = min(old.count, new.count)
    var start = 0
    while start < limit, isSame(old[start], new[start]) { start += 1 }
    var end = 0
    while end < limit - start, isSame(old[old.count - end - 1], new[new.count - end - 1]) { end += 1 }
    let before = old[start..<(old.count - end)]
    let after = new[start..<(new.count - end)]
    if before.isEmpty, after.isEmpty { return [] }

    var waiting: [Int32: [Int]] = [:]
    for index in before.indices.reversed() { waiting[before[index].name, default: []].append(index) }
    var result: [Difference] = []
    lazy var oldNames = Set(old.map(\.name))
    for function in after {
      if let partner = waiting[function.name]?.popLast() {
        let one = before[partner]
        guard one.code.whole != function.code.whole else { continue }
        let count = one.code.difference(to: function.code)
        result.append(
          Difference(
            name: function.name, fate: .changed, added: UInt16(clamping: count.added),
            removed: UInt16(clamping: count.removed)))
      } else {
        // A second function of the name is a change of the first.
        let isKnown = oldNames.contains(function.name)
        result.append(
          Difference(
            name: function.name, fate: isKnown ? .changed : .created,
            added: UInt16(clamping: function.code.lines.count), removed: 0,
            whole: isKnown ? 0 : function.code.whole, sketch: isKnown ? [] : function.code.sketch))
      }
    }
    lazy var newNames = Set(new.map(\.name))
    for index in waiting.values.joined().sorted() {
      let function = before[index]
      let stays = newNames.contains(function.name)
      result.append(
        Difference(
          name: function.name, fate: stays ? .changed : .removed, added: 0,
          removed: UInt16(clamping: function.code.lines.count), whole: stays ? 0 : function.code.whole,
          sketch: stays ? [] : function.code.sketch))
    }
    return merged(result)
  }

  /// Compares a merge with all its parents: a function that reads as in one of them was not changed by it.
  ///
  /// Lines count as added that no parent has, and as removed that all have.
  ///
  /// - Parameters:
  ///   - parents: The functions of each parent's version.
  ///   - oldPaths: For each parent the number of the path where its version stands, nil for the same one; a function that only
  ///     such a parent has, is moved.
  ///   - new: The functions of the merge's version.
  /// - Returns: What the merge did.
  static func differences(
    from parents: [[FileVersions.Function]], at oldPaths: [Int32?] = [], to new: [FileVersions.Function]
  ) -> [Difference] {
    guard let first = parents.first else { return [] }
    let comparisons = parents.map { parent in
      Dictionary(differences(from: parent, to: new).map { ($0.name, $0) }) { one, _ in one }
    }
    if oldPaths.isEmpty, comparisons.contains(where: \.isEmpty) { return [] }
    // In the order of the text, then what is gone.
    var names: [Int32] = []
    var seen: Set<Int32> = []
    lazy var versions = (parents + [new]).map { Dictionary(grouping: $0, by: \.name) }
    for function in new + first where seen.insert(function.name).inserted { names.append(function.name) }
    return names.compactMap { name in
      let found = comparisons.compactMap { $0[name] }
      guard let one = found.first else { return nil }
      guard found.count == parents.count else {
        return moved(one, comparisons, at: oldPaths)
      }
      var result = one
      if found.contains(where: { $0.fate != one.fate }) {
        (result.fate, result.whole, result.sketch) = (.changed, 0, [])
      }
      var lines = versions.map { Self.lines(of: $0[name] ?? []) }
      let after = lines.removeLast()
      result.added = UInt16(
        clamping: Self.count(after, minus: lines.dropFirst().reduce(lines[0], Self.union)))
      result.removed = UInt16(
        clamping: Self.count(lines.dropFirst().reduce(lines[0], Self.intersection), minus: after))
      return result
    }
  }

  /// A function that reads as in a parent where its file has another path, and that no parent has under this one.
  private static func moved(
    _ difference: Difference, _ comparisons: [[Int32: Difference]], at oldPaths: [Int32?]
  ) -> Difference? {
    let keeping = comparisons.indices.filter { comparisons[$0][difference.name] == nil }
    guard difference.fate == .created, keeping.allSatisfy({ $0 < oldPaths.count && oldPaths[$0] != nil }),
      let parent = keeping.first
    else { return nil }
    var result = difference
    (result.fate, result.added, result.removed, result.sketch) = (.moved, 0, 0, [])
    result.oldPath = oldPaths[parent]
    return result
  }

  /// The digests of the lines of all functions of a name, sorted.
  private static func lines(of named: [FileVersions.Function]) -> [UInt32] {
    named.count == 1 ? named[0].code.lines : named.flatMap(\.code.lines).sorted()
  }

  /// What one of two sorted lists holds, or both, each as often as where it stands most often.
  private static func union(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var (first, second) = (0, 0)
    while first < one.count || second < other.count {
      if second == other.count || (first < one.count && one[first] < other[second]) {
        result.append(one[first])
        first += 1
      } else {
        if first < one.count, one[first] == other[second] { first += 1 }
        result.append(other[second])
        second += 1
      }
    }
    return result
  }

  private static func intersection(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var (first, second) = (0, 0)
    while first < one.count, second < other.count {
      if one[first] == other[second] {
        result.append(one[first])
        first += 1
        second += 1
      } else if one[first] < other[second] {
        first += 1
      } else {
        second += 1
      }
    }
    return result
  }

  /// How many of one sorted list the other lacks.
  private static func count(_ one: [UInt32], minus other: [UInt32]) -> Int {
    one.count - intersection(one, other).count
  }

  /// One difference for each name.
  private static func merged(_ differences: [Difference]) -> [Difference] {
    var places: [Int32: Int] = [:]
    var result: [Difference] = []
    for difference in differences {
      if let place = places[difference.name] {
        let known = result[place]
        result[place].added = UInt16(clamping: Int(known.added) + Int(difference.added))
        result[place].removed = UInt16(clamping: Int(known.removed) + Int(difference.removed))
      } else {
        places[difference.name] = result.count
        result.append(difference)
      }
    }
    return result
  }
}
