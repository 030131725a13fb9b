/// What a commit did to a function.
struct FunctionChange: Sendable, Equatable {
  /// What became of the function.
  enum Fate: UInt8, Sendable {
    /// Its code reads otherwise than before.
    case changed
    /// It appears.
    case created
    /// It is gone.
    case removed
    /// It appears under this name or in this file, and stood elsewhere before.
    case moved
  }

  /// The number of its name.
  var name: Int32
  var fate: Fate
  /// Lines of code that are new, and that are gone; comments, blanks and lone braces do not count.
  var added: UInt16
  var removed: UInt16
  /// Where it stood before, if it was moved: the numbers of a path and a name.
  var origin: Origin?

  struct Origin: Sendable, Hashable {
    var path: Int32
    var name: Int32
  }
}

/// What a commit did to a file.
struct FileChange: Sendable {
  /// The commit's place.
  var commit: Int32
  /// The number of the file's path.
  var path: Int32
  /// Whether the file appears, and whether it is gone.
  var isCreated: Bool
  var isRemoved: Bool
  /// The number of the path it was moved from; nil when it was not.
  var origin: Int32?
  var functions: [FunctionChange]
}
