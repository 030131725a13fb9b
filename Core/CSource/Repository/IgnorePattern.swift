/// One pattern of an ignore file, with git's meaning of it.
struct IgnorePattern: Equatable {
  /// A pattern's parts between slashes.
  private enum Segment: Equatable {
    /// `**`: any number of folders.
    case anyFolders
    case glob([UInt8])
  }

  /// "!": a match takes back what earlier patterns ignored.
  let isNegated: Bool
  /// A closing "/": only folders match.
  let matchesFoldersOnly: Bool
  private let segments: [Segment]

  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")

  /// Reads a line of an ignore file; nil for blank lines, comments and patterns that cannot match.
  init?(line: some Collection<UInt8>) {
    var line = Array(line)
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    Self.trimTrailingBlanks(&line)
    isNegated = line.first == UInt8(ascii: "!")
    if isNegated { line.removeFirst() }
    matchesFoldersOnly = line.last == Self.slash
    if matchesFoldersOnly { line.removeLast() }
    guard !line.isEmpty else { return nil }
    let isAnchored = line.contains(Self.slash)
    if line.first == Self.slash { line.removeFirst() }
    var segments: [Segment] = line.split(separator: Self.slash, omittingEmptySubsequences: false).map {
      Array($0) == Array("**".utf8) ? .anyFolders : .glob(Array($0))
    }
    if !isAnchored {
      segments = [.anyFolders, .glob(line)]
    } else if segments.count > 1, segments.last == .anyFolders {
      // "a/**" matches what is inside "a", not "a" itself.
      segments.append(.glob([UInt8(ascii: "*")]))
    }
    self.segments = segments
  }

  /// The name that the last part of a path must have, and nothing else; nil for patterns that ask for more.
  var plainName: [UInt8]? {
    guard segments.count == 2, segments[0] == .anyFolders, case .glob(let glob) = segments[1],
      !glob.contains(where: { "*?[\\".utf8.contains($0) })
    else { return nil }
    return glob
  }

  /// Git drops blanks at the end of a line unless a backslash keeps them.
  private static func trimTrailingBlanks(_ line: inout [UInt8]) {
    var lastKept = 0
    var index = 0
    while index < line.count {
      if line[index] == backslash {
        index += 2
        lastKept = min(index, line.count)
      } else {
        index += 1
        if line[index - 1] != UInt8(ascii: " ") { lastKept = index }
      }
    }
    line.removeSubrange(lastKept...)
  }

  /// Whether a path matches.
  ///
  /// - Parameters:
  ///   - path: The components of the path below the folder that holds the ignore file.
  ///   - isFolder: Whether the path is a folder's.
  /// - Returns: Whether the pattern speaks of the path.
  /// - Complexity: O(pattern × path): stars remember one place to return to, so none can blow up.
  func matches(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
    if matchesFoldersOnly, !isFolder { return false }
    return Glob.matches(segments.count, path.count, isStar: { segments[$0] == .anyFolders }) {
      segment, place in
      guard case .glob(let glob) = segments[segment], Glob.matches(glob, path[path.startIndex + place]) else {
        return nil
      }
      return segment + 1
    }
  }
}
