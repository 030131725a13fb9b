/// The pairs of functions before and after a fix, while they are found.
struct FunctionPairs {
  /// A function of one side.
  struct Member {
    /// The number of its file.
    let file: Int
    let function: CFunction
    /// Its tokens.
    let code: [Substring]
    /// Its tokens, with its own name left blank: a new name is no change of what a function does.
    let anonymousCode: [Substring]
    /// The macro call that makes it, if one does.
    let macro: MacroHead?
    /// What it is told by, whatever else its file holds: its name, or the macro call that makes it.
    let identity: String

    init(file: Int, function: CFunction) {
      self.file = file
      self.function = function
      let code = function.code
      let macro = MacroHead(of: function, code: code)
      self.code = code
      self.macro = macro
      identity = macro?.text ?? function.name
      let name = Substring(function.name)
      var blanks: Set<Substring> = [name]
      if let macro {
        // Which of two arguments is the name, the rest of the file decides.
        blanks = Set(
          (macro.tellsAll ? macro.arguments : macro.arguments.filter { $0 == name }).map { $0[...] })
      }
      let head = macro == nil ? code.count : code.firstIndex(of: "{") ?? code.count
      anonymousCode = code.enumerated().map { index, word in
        word == name && macro?.macro != function.name || index < head && blanks.contains(word) ? "" : word
      }
    }

    /// Whether this and another function do the same, by their tokens.
    func isEqual(to other: Member) -> Bool { code == other.code || anonymousCode == other.anonymousCode }
  }

  /// What told that two functions are the same.
  enum Clue: Hashable {
    case tokens
    case name
    /// The name, which several functions have, and the share of common code, 0...1.
    case nameAmong(Int, Double)
    /// The share of common code, 0...1.
    case likeness(Double)
  }

  let old: [Member]
  let new: [Member]
  /// The number in `new` of each old function's counterpart.
  private(set) var partners: [(index: Int, clue: Clue)?]
  private var isTaken: [Bool]
  private var oldLikeness: [FunctionLikeness?]
  private var newLikeness: [FunctionLikeness?]
  /// How many more pairs may be compared for likeness; so much change is no fix to learn from.
  private var comparisonsLeft = 40_000

  init(old: [Member], new: [Member]) {
    self.old = old
    self.new = new
    partners = Array(repeating: nil, count: old.count)
    isTaken = Array(repeating: false, count: new.count)
    oldLikeness = Array(repeating: nil, count: old.count)
    newLikeness = Array(repeating: nil, count: new.count)
  }

  /// A name in a file, or in any file.
  private struct Place: Hashable {
    var file: Int?
    var name: String
  }

  private struct Content: Hashable {
    var file: Int?
    var code: [Substring]
  }

  /// Pairs functions of equal tokens, whatever they are called: in their file, then in another one.
  mutating func pairEqualTokens() {
    for sameFile in [true, false] {
      func content(_ member: Member) -> Content {
        Content(file: sameFile ? member.file : nil, code: member.code)
      }
      var free: [Content: [Int]] = [:]
      for index in new.indices.reversed() where !isTaken[index] {
        free[content(new[index]), default: []].append(index)
      }
      for index in old.indices where partners[index] == nil {
        guard let partner = free[content(old[index])]?.popLast() else { continue }
        pair(index, partner, .tokens)
      }
    }
  }

  /// What functions are paired by.
  enum Key {
    /// The name, or the macro call that makes the function.
    case identity
    /// The name, which for functions that macros make depends on the rest of their file.
    case name

    fileprivate func text(of member: Member) -> String {
      switch self {
      case .identity: member.identity
      case .name: member.function.name
      }
    }
  }

  /// Pairs functions whose key nothing else in their file has, before or after.
  mutating func pairLone(_ key: Key) {
    let before = Dictionary(grouping: old.indices) { Place(file: old[$0].file, name: key.text(of: old[$0])) }
    let after = Dictionary(grouping: new.indices) { Place(file: new[$0].file, name: key.text(of: new[$0])) }
    for (place, indices) in before where indices.count == 1 {
      guard let partner = after[place], partner.count == 1, partners[indices[0]] == nil,
        !isTaken[partner[0]], mayBeOne(indices[0], partner[0])
      else { continue }
      pair(indices[0], partner[0], .name)
    }
  }

  /// Whether no macro call tells a function before and one after apart.
  private func mayBeOne(_ oldIndex: Int, _ newIndex: Int) -> Bool {
    guard let before = old[oldIndex].macro, let after = new[newIndex].macro else { return true }
    return !before.excludes(after)
  }

  /// Pairs functions of one key, the most alike first.
  mutating func pairEach(_ key: Key, sameFile: Bool) {
    func place(_ member: Member) -> Place {
      Place(file: sameFile ? member.file : nil, name: key.text(of: member))
    }
    let before = Dictionary(grouping: old.indices.filter { partners[$0] == nil }) { place(old[$0]) }
    let after = Dictionary(grouping: new.indices.filter { !isTaken[$0] }) { place(new[$0]) }
    let all = Dictionary(grouping: old.indices) { place(old[$0]) }.mapValues(\.count)
    // The order must not depend on a dictionary's.
    for (place, indices) in before.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let candidates = after[place] else { continue }
      let count = max(all[place] ?? 1, candidates.count)
      let isLone = count == 1
      pairBest(indices, candidates) { pairs, old, new, share in
        pairs.mayBeOne(old, new)
          && (pairs.old[old].function.signature == pairs.new[new].function.signature
            || share >= (isLone ? FunctionLikeness.related : FunctionLikeness.same))
      } clue: {
        count > 1 ? .nameAmong(count, $0) : .name
      }
      if sameFile { pairInOrder(indices, candidates, count) }
    }
  }

  /// Pairs what is left of functions of one name in one file, where equally many are: they stand in their order.
  private mutating func pairInOrder(_ before: [Int], _ after: [Int], _ count: Int) {
    let (old, new) = (before.filter { partners[$0] == nil }, after.filter { !isTaken[$0] })
    guard old.count == new.count else { return }
    for (old, new) in zip(old, new) where mayBeOne(old, new) {
      pair(old, new, .nameAmong(count, share(old, new)))
    }
  }

  /// Pairs functions that are much alike whatever their names, the most alike first.
  mutating func pairLikeness(sameFile: Bool) {
    let missing = old.indices.filter { partners[$0] == nil }
    let strangers = new.indices.filter { !isTaken[$0] }
    guard sameFile else {
      return pairBest(missing, strangers) {
        $3 >= FunctionLikeness.same
      } clue: {
        .likeness($0)
      }
    }
    let before = Dictionary(grouping: missing) { old[$0].file }
    let after = Dictionary(grouping: strangers) { new[$0].file }
    for file in before.keys.sorted() {
      pairBest(before[file] ?? [], after[file] ?? []) {
        $3 >= FunctionLikeness.same
      } clue: {
        .likeness($0)
      }
    }
  }

  /// Pairs what may be paired in descending order of likeness, then of how little the order changes.
  private mutating func pairBest(
    _ before: [Int], _ after: [Int], isSame: (FunctionPairs, Int, Int, Double) -> Bool, clue: (Double) -> Clue
  ) {
    guard !before.isEmpty, !after.isEmpty, before.count * after.count <= comparisonsLeft else { return }
    comparisonsLeft -= before.count * after.count
    var candidates: [(old: Int, new: Int, share: Double, distance: Int)] = []
    for (place, old) in before.enumerated() {
      for (otherPlace, new) in after.enumerated() {
        let share = share(old, new)
        if isSame(self, old, new, share) {
          candidates.append((old, new, share, abs(place - otherPlace)))
        }
      }
    }
    candidates.sort { ($1.share, $0.distance, $0.old, $0.new) < ($0.share, $1.distance, $1.old, $1.new) }
    for candidate in candidates where partners[candidate.old] == nil && !isTaken[candidate.new] {
      pair(candidate.old, candidate.new, clue(candidate.share))
    }
  }

  private mutating func share(_ oldIndex: Int, _ newIndex: Int) -> Double {
    let before = oldLikeness[oldIndex] ?? FunctionLikeness(old[oldIndex].anonymousCode)
    let after = newLikeness[newIndex] ?? FunctionLikeness(new[newIndex].anonymousCode)
    oldLikeness[oldIndex] = before
    newLikeness[newIndex] = after
    return before.share(after)
  }

  private mutating func pair(_ oldIndex: Int, _ newIndex: Int, _ clue: Clue) {
    partners[oldIndex] = (newIndex, clue)
    isTaken[newIndex] = true
  }
}

/// The runs of three tokens of a function, to tell how alike two functions are.
struct FunctionLikeness {
  /// From this share of common runs on, one function is the other changed.
  static let same = 0.5
  /// From this share on, one is the other where nothing else has its name.
  static let related = 0.2

  private let runs: Set<Int>

  init(_ code: [Substring]) {
    runs = Set((0..<max(0, code.count - 2)).map { code[$0..<($0 + 3)].hashValue })
  }

  /// Common runs among all runs (Jaccard), 0...1.
  func share(_ other: FunctionLikeness) -> Double {
    let common = runs.intersection(other.runs).count
    let all = runs.count + other.runs.count - common
    return all == 0 ? 0 : Double(common) / Double(all)
  }
}
