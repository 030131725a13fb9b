/// What recent fixes of a project mended, to find functions that are alike and were left as they were.
///
/// Looked at are the newest changes by commits that speak of security and change few functions: how each function read
/// before and after. A function lacks the mend when it is like the function before it, holds nearly all that it took away,
/// holds little of what it brought, and was not changed by it.
public struct MendedFunctions: Sendable {
  /// A function that a fix changed.
  struct Function: Hashable, Sendable {
    var fix: MissedFix
    /// The shingles before the fix, ascending.
    var before: [UInt64]
    /// Those that the fix took away, and those that it brought, ascending.
    var removed: [UInt64]
    var added: [UInt64]
  }

  /// The commit up to which fixes were looked at.
  public let commit: String
  /// Newest first.
  let functions: [Function]
  private let places: [UInt64: [Int]]
  private let sketches: [LikenessSketch]
  private let evidence: HistoryEvidence?
  private let pathInRepository: String

  /// The largest number of functions that are looked at, and of functions that a fix may change to count.
  static let functionLimit = 200
  static let wordedFunctionLimit = 6
  /// Shorter functions are like too many others, and longer ones cost too much, in shingles.
  private static let sizes = 40...20_000
  /// The share of what a fix took away that a function must hold to lack it, and of what it brought that it may hold.
  private static let leastRemoved = 0.8
  private static let mostAdded = 0.5

  /// Puts mended functions together.
  ///
  /// - Parameters:
  ///   - functions: What fixes changed, newest first.
  ///   - commit: The commit up to which fixes were looked at.
  ///   - evidence: What the past says of functions; nil when nobody asks which functions a fix changed.
  ///   - pathInRepository: The path from the repository's root to the scanned folder, with "/" at its end.
  init(
    _ functions: [Function], upTo commit: String, evidence: HistoryEvidence? = nil,
    pathInRepository: String = ""
  ) {
    self.functions = functions
    self.commit = commit
    self.evidence = evidence
    self.pathInRepository = pathInRepository
    sketches = functions.map { LikenessSketch(FunctionShingles(hashes: $0.before)) }
    var places: [UInt64: [Int]] = [:]
    for (index, sketch) in sketches.enumerated() {
      for band in sketch.bands { places[band, default: []].append(index) }
    }
    self.places = places
  }

  /// A function as a fix changed it; nil where it did so in nothing that shingles show, or is too short or long.
  static func mended(_ fix: MissedFix, before: CFunction, after: CFunction) -> Function? {
    let (old, new) = (FunctionShingles(of: before).hashes, FunctionShingles(of: after).hashes)
    guard sizes.contains(old.count), sizes.contains(new.count) else { return nil }
    let (oldSet, newSet) = (Set(old), Set(new))
    let removed = old.filter { !newSet.contains($0) }
    guard !removed.isEmpty else { return nil }
    return Function(fix: fix, before: old, removed: removed, added: new.filter { !oldSet.contains($0) })
  }

  // MARK: Asking

  /// The mended functions that a function seems to be like, by their numbers, newest first.
  ///
  /// - Parameters:
  ///   - sketch: The function's likeness to others.
  ///   - function: The function; its text is not looked at.
  /// - Returns: The numbers.
  func like(_ sketch: LikenessSketch, _ function: CFunction) -> [Int] {
    guard !functions.isEmpty else { return [] }
    // The estimate strays; texts decide.
    let least = DuplicateGroups.threshold - 0.1
    let near = Set(sketch.bands.flatMap { places[$0] ?? [] }).filter {
      sketches[$0].similarity(to: sketch) >= least
    }
    guard !near.isEmpty else { return [] }
    let path = pathInRepository + function.file
    let changed = evidence.map { evidence -> Set<String> in
      let events = evidence.evidence(path: path, name: function.name)?.function.events ?? []
      return Set(events.map { evidence.commit(of: $0).id })
    }
    return near.sorted().filter { number in
      let fix = functions[number].fix
      return !(fix.file == path && fix.function == function.name) && changed?.contains(fix.commit) != true
    }
  }

  /// The newest fix that a function lacks.
  ///
  /// - Parameters:
  ///   - function: The function with its text.
  ///   - numbers: The mended functions that it seems to be like.
  /// - Returns: The fix; nil when it lacks none.
  func missed(by function: CFunction, among numbers: [Int]) -> MissedFix? {
    guard !function.text.isEmpty, !numbers.isEmpty else { return nil }
    let shingles = FunctionShingles(of: function)
    let own = Set(shingles.hashes)
    func share(_ hashes: [UInt64]) -> Double {
      hashes.isEmpty ? 0 : Double(hashes.count { own.contains($0) }) / Double(hashes.count)
    }
    return numbers.first { number in
      let mended = functions[number]
      return share(mended.removed) >= Self.leastRemoved && share(mended.added) <= Self.mostAdded
        && shingles.similarity(to: FunctionShingles(hashes: mended.before)) >= DuplicateGroups.threshold
    }.map { functions[$0].fix }
  }
}
