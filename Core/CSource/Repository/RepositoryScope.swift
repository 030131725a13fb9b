/// What a walk over a folder looks at: the parts that a user named, without what patterns leave out.
struct RepositoryScope {
  /// Where a path stands to the parts that are looked at.
  enum Place { case outside, above, named, inside }

  private let exclusions: [(rules: IgnoreRules, folder: [[UInt8]])]
  private let parts: [[[UInt8]]]

  init(_ options: Repository.Options) {
    exclusions = options.excluded.map { (IgnoreRules(Array($0.pattern.utf8)), Self.components($0.folder)) }
    parts = options.parts.map(Self.components)
  }

  private static func components(_ path: String) -> [[UInt8]] {
    path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
  }

  /// Where a path from the root stands.
  func place(of path: ArraySlice<[UInt8]>) -> Place {
    if parts.isEmpty { return .inside }
    var place = Place.outside
    for part in parts {
      if part.elementsEqual(path) { return .named }
      if path.starts(with: part) { place = .inside }
      if place == .outside, part.starts(with: path) { place = .above }
    }
    return place
  }

  /// Whether patterns leave out a path from the root.
  func leavesOut(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
    // A later pattern may take back what an earlier one leaves out.
    for (rules, folder) in exclusions.reversed() {
      let path = folder + path
      if let verdict = rules.verdict(path[...], isFolder: isFolder) { return verdict }
    }
    return false
  }
}
