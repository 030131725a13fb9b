/// What became of the functions of the files that a fix changed, removed and added.
///
/// Functions before and after the fix are paired, each with at most one other, the surest pairs first:
///
/// 1. equal tokens, in their file, then in another one;
/// 2. one name in their file, when only one function has it on both sides;
/// 3. one name in their file, by likeness and order, when several have it;
/// 4. one name in another file (moved), by likeness and order;
/// 5. likeness alone (renamed), in their file, then in another one.
///
/// What the name of a function that a macro makes is depends on the file's other functions, so such a function goes by
/// the macro's name and its arguments first, and two calls of a macro with other arguments are never one by name.
///
/// Several functions of one name (variants in `#if`, names that a macro writes) and functions of one name in other
/// files are the same only when their heads are equal or half of their code is.
struct FunctionChanges {
  /// What became of a function.
  enum Fate: Hashable {
    /// It reads the same, comments and white space aside.
    case kept
    case changed
    /// It reads otherwise after a merge, as it does in another of the merge's parents.
    case inherited
    /// It has no counterpart any more.
    case removed
  }

  /// A function before the fix.
  struct Outcome {
    var function: CFunction
    var fate: Fate
    /// How its counterpart was told, in words; empty without one.
    var pairing: String
    /// The counterpart and the number of its file; nil for a removed function.
    var after: (file: Int, function: CFunction)?
  }

  /// The functions before the fix, by file, with what became of them.
  let functions: [[Outcome]]

  /// Pairs the functions before and after a fix.
  ///
  /// - Parameters:
  ///   - files: For each file its path after the fix, and its functions before and after; a removed file has none after,
  ///     an added one none before.
  ///   - isInherited: Whether a merge has a function from another of its parents.
  init(
    _ files: [(path: String, old: [CFunction], new: [CFunction])],
    isInherited: (CFunction) -> Bool = { _ in false }
  ) {
    var pairs = FunctionPairs(
      old: Self.members(files.map(\.old)), new: Self.members(files.map(\.new)))
    pairs.pairEqualTokens()
    for key in [FunctionPairs.Key.identity, .name] {
      pairs.pairLone(key)
      pairs.pairEach(key, sameFile: true)
    }
    for key in [FunctionPairs.Key.identity, .name] { pairs.pairEach(key, sameFile: false) }
    pairs.pairLikeness(sameFile: true)
    pairs.pairLikeness(sameFile: false)
    var outcomes = files.map { _ in [Outcome]() }
    for (index, member) in pairs.old.enumerated() {
      var outcome = Outcome(function: member.function, fate: .removed, pairing: "")
      if let partner = pairs.partners[index] {
        let new = pairs.new[partner.index]
        outcome.fate = member.isEqual(to: new) ? .kept : .changed
        if outcome.fate == .changed, isInherited(new.function) { outcome.fate = .inherited }
        outcome.after = (new.file, new.function)
        outcome.pairing = Self.words(partner.clue, member, new, path: files[new.file].path)
      }
      outcomes[member.file].append(outcome)
    }
    functions = outcomes
  }

  /// How many functions were changed.
  var changedCount: Int { functions.joined().count { $0.fate == .changed } }

  private static func members(_ files: [[CFunction]]) -> [FunctionPairs.Member] {
    files.enumerated().flatMap { number, functions in
      functions.map { FunctionPairs.Member(file: number, function: $0) }
    }
  }

  private static func words(
    _ clue: FunctionPairs.Clue, _ old: FunctionPairs.Member, _ new: FunctionPairs.Member, path: String
  ) -> String {
    var words =
      switch clue {
      case .tokens: "paired by equal tokens"
      case .name: "paired by name"
      case .nameAmong(let count, let share):
        "paired by name and likeness (\(String(percent: share)), one of \(count))"
      case .likeness(let share): "paired by likeness (\(String(percent: share)))"
      }
    if old.function.name != new.function.name, old.identity != new.identity {
      words += ", renamed \(new.function.name.printable.prefix(100))"
    }
    if old.file != new.file { words += ", moved to \(path.printable.prefix(200))" }
    return words
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
