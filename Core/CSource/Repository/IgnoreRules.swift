/// The patterns of one ignore file, last one first in force.
struct IgnoreRules: Equatable {
  /// The kinds of ignore files, and their names in a folder.
  enum Source: String, CaseIterable {
    case git = ".gitignore"
    case vulnadapt = ".vulnadaptignore"
  }

  private let patterns: [IgnorePattern]
  /// Where the patterns that are a plain name stand, by that name; they are many where tools list files.
  private let places: [[UInt8]: [Int]]
  /// Where the others stand, which are all compared.
  private let others: [Int]
  /// How many patterns are compared with every path.
  var comparedPatterns: Int { others.count }

  /// Reads an ignore file's content.
  init(_ bytes: [UInt8]) {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    patterns = content.split(separator: UInt8(ascii: "\n")).compactMap { IgnorePattern(line: $0) }
    var places: [[UInt8]: [Int]] = [:]
    var others: [Int] = []
    for (index, pattern) in patterns.enumerated() {
      if let name = pattern.plainName {
        places[name, default: []].append(index)
      } else {
        others.append(index)
      }
    }
    self.places = places
    self.others = others
  }

  /// Takes patterns, a line of an ignore file each.
  init(patterns: [String]) { self.init(Array(patterns.joined(separator: "\n").utf8)) }

  /// Whether a file, or a folder above it, is ignored.
  ///
  /// - Parameter path: The path below the folder that the patterns are of.
  /// - Returns: Whether a pattern names a part of it that no later one takes back.
  func leavesOut(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    return parts.indices.contains { index in
      verdict(parts[...index], isFolder: index < parts.count - 1) == true
    }
  }

  /// Whether a path is ignored; nil when no pattern says anything about it.
  ///
  /// - Parameters:
  ///   - path: The components of the path below the ignore file's folder.
  ///   - isFolder: Whether the path is a folder's.
  /// - Returns: Whether the last pattern that matches ignores the path.
  func verdict(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool? {
    let matches = { (index: Int) in patterns[index].matches(path, isFolder: isFolder) }
    let named = path.last.flatMap { places[$0]?.last(where: matches) }
    let other = others.last { $0 > named ?? -1 && matches($0) }
    return (other ?? named).map { !patterns[$0].isNegated }
  }
}

/// The ignore files in force for the entries of a folder: its own and those of the folders above.
struct IgnoreStack {
  private struct Level {
    /// How many components of an entry's path stand before this level's folder's entries.
    var depth: Int
    var rules: [IgnoreRules.Source: IgnoreRules]
  }

  private var levels: [Level] = []

  /// Adds the ignore files of a folder.
  ///
  /// - Parameters:
  ///   - rules: What each ignore file of the folder says.
  ///   - depth: How many components the folder's own path has.
  mutating func push(_ rules: [IgnoreRules.Source: IgnoreRules], depth: Int) {
    if !rules.isEmpty { levels.append(Level(depth: depth, rules: rules)) }
  }

  /// Which kind of ignore file skips a path; nil when it is to be read.
  ///
  /// Deeper files come first; `.vulnadaptignore` files come before `.gitignore` files, so that they can
  /// take back (`!`) what git ignores.
  func ignores(_ path: [[UInt8]], isFolder: Bool) -> IgnoreRules.Source? {
    for source in [IgnoreRules.Source.vulnadapt, .git] {
      for level in levels.reversed() where level.depth < path.count {
        guard let rules = level.rules[source],
          let verdict = rules.verdict(path[level.depth...], isFolder: isFolder)
        else { continue }
        return verdict ? source : nil
      }
    }
    return nil
  }
}
