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
        let isKnown = old.contains { $0.name == function.name }
        result.append(
          Difference(
            name: function.name, fate: isKnown ? .changed : .created,
            added: UInt16(clamping: function.code.lines.count), removed: 0,
            whole: isKnown ? 0 : function.code.whole, sketch: isKnown ? [] : function.code.sketch))
      }
    }
    for index in before.indices {
      let function = before[index]
      guard waiting[function.name]?.contains(index) == true else { continue }
      let stays = new.contains { $0.name == function.name }
      result.append(
        Difference(
          name: function.name, fate: stays ? .changed : .removed, added: 0,
          removed: UInt16(clamping: function.code.lines.count), whole: stays ? 0 : function.code.whole,
          sketch: stays ? [] : function.code.sketch))
    }
    return merged(result)
  }

  /// Compares a merge with all its parents: a function that reads as in one of them was not changed by it.
  static func differences(
    from parents: [[FileVersions.Function]], to new: [FileVersions.Function]
  ) -> [Difference] {
    guard let first = parents.first else { return [] }
    var result = differences(from: first, to: new)
    for parent in parents.dropFirst() where !result.isEmpty {
      let names = Set(differences(from: parent, to: new).map(\.name))
      result.removeAll { !names.contains($0.name) }
    }
    return result.filter { $0.fate == .changed }
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
