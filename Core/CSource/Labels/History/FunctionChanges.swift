/// What became of the functions of the files that a fix changed.
struct FunctionChanges {
  /// What became of a function.
  enum Fate: Hashable {
    /// It reads the same, comments and white space aside.
    case kept
    case changed
    /// It has no counterpart any more.
    case removed
  }

  /// The functions before the fix, by file, with what became of them.
  let functions: [[(function: CFunction, fate: Fate)]]

  /// Pairs the functions before and after a fix.
  ///
  /// Functions pair by file and name, those of one name in their order; what is left pairs by name across
  /// the fix's files (moved), then by likeness (renamed).
  ///
  /// - Parameter files: The functions of each file before and after.
  init(_ files: [(old: [CFunction], new: [CFunction])]) {
    var fates = files.map { [Fate?](repeating: nil, count: $0.old.count) }
    var newcomers: [String: [CFunction]] = [:]
    for (number, file) in files.enumerated() {
      var new = Dictionary(grouping: file.new, by: \.name)
      for (index, function) in file.old.enumerated() {
        guard let partner = new[function.name]?.first else { continue }
        new[function.name]?.removeFirst()
        fates[number][index] = Self.fate(function, partner)
      }
      for (name, functions) in new { newcomers[name, default: []] += functions }
    }
    for number in files.indices {
      for (index, function) in files[number].old.enumerated() where fates[number][index] == nil {
        guard let partner = newcomers[function.name]?.first else { continue }
        newcomers[function.name]?.removeFirst()
        fates[number][index] = Self.fate(function, partner)
      }
    }
    // The order must not depend on a dictionary's.
    let left = newcomers.sorted { $0.key < $1.key }.flatMap(\.value)
    let missing = fates.joined().count { $0 == nil }
    var strangers =
      left.count * missing <= Self.comparisonLimit ? left.map { (function: $0, code: Likeness($0)) } : []
    for number in files.indices {
      for (index, function) in files[number].old.enumerated() where fates[number][index] == nil {
        let code = Likeness(function)
        let best = strangers.indices.max { code.share(strangers[$0].code) < code.share(strangers[$1].code) }
        guard let best, code.share(strangers[best].code) >= Likeness.renamed else {
          fates[number][index] = .removed
          continue
        }
        let partner = strangers.remove(at: best).function
        fates[number][index] = Self.fate(function, partner)
      }
    }
    functions = zip(files, fates).map { file, fates in
      zip(file.old, fates).map { ($0, $1 ?? .removed) }
    }
  }

  /// More pairs than this are not compared for likeness; so much change is no fix to learn from.
  private static let comparisonLimit = 10_000

  /// How many functions were changed.
  var changedCount: Int { functions.joined().count { $0.fate == .changed } }

  private static func fate(_ old: CFunction, _ new: CFunction) -> Fate {
    // A renamed function's own name is no change of what it does.
    let oldCode = old.code.map { $0 == Substring(old.name) ? "" : $0 }
    let newCode = new.code.map { $0 == Substring(new.name) ? "" : $0 }
    return oldCode == newCode ? .kept : .changed
  }

  /// The runs of three tokens of a function, to tell how alike two functions are.
  private struct Likeness {
    /// From this share of common runs on, one function is the other renamed.
    static let renamed = 0.5

    let runs: Set<Int>

    init(_ function: CFunction) {
      let code = function.code.filter { $0 != Substring(function.name) }
      runs = Set((0..<max(0, code.count - 2)).map { code[$0..<($0 + 3)].hashValue })
    }

    /// Common runs among all runs (Jaccard), 0...1.
    func share(_ other: Likeness) -> Double {
      let common = runs.intersection(other.runs).count
      let all = runs.count + other.runs.count - common
      return all == 0 ? 0 : Double(common) / Double(all)
    }
  }
}

extension CFunction {
  /// The function's tokens as written: comments, white space and line ends do not count.
  var code: [Substring] {
    let utf8 = text.utf8
    var position = utf8.startIndex
    var offset = 0
    return CLexer.tokens(of: text).compactMap { token in
      guard token.kind != .endOfDirective else { return nil }
      position = utf8.index(position, offsetBy: Int(token.start) - offset)
      let end = utf8.index(position, offsetBy: Int(token.end - token.start))
      defer {
        position = end
        offset = Int(token.end)
      }
      return text[position..<end]
    }
  }
}
