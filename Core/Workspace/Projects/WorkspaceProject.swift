import Foundation

/// What a project is used for.
public enum ProjectRole: String, Codable, Sendable, CaseIterable {
  /// Its labels are learned from.
  case labeled
  /// It is adapted to and ranked; labels it may have are not looked at.
  case unlabeled
}

/// A folder of C code that the user added.
public struct WorkspaceProject: Codable, Hashable, Identifiable, Sendable {
  /// Tells the project from all others, whatever happens to its folder.
  public var id: String
  /// The name shown; at first that of the folder.
  public var name: String
  /// The folder when it was last seen, without symbolic links.
  public var path: String
  /// What finds the folder again after it was moved; nil where the system has no such thing.
  var bookmark: Data?
  /// What the project is used for.
  public var role: ProjectRole
  /// When it was added.
  var addedAt: Date
  /// When it was removed from the list; its labels and marks are kept in case it comes back.
  var removedAt: Date?
  /// What was read of the folder; nil before the first reading.
  public var contents: ProjectContents?
  /// The state of the folder's files at that reading; no file is opened for it.
  var stamp: String?

  /// Creates a project from its parts.
  public init(
    id: String, name: String, path: String, bookmark: Data? = nil, role: ProjectRole, addedAt: Date,
    contents: ProjectContents? = nil
  ) {
    self.id = id
    self.name = name
    self.path = path
    self.bookmark = bookmark
    self.role = role
    self.addedAt = addedAt
    self.contents = contents
  }

  /// The folder.
  public var url: URL { URL(fileURLWithPath: path, isDirectory: true) }
}

/// What a reading of a project's folder found.
public struct ProjectContents: Codable, Hashable, Sendable {
  /// The number of functions.
  public var functionCount: Int
  /// How many of them have a label.
  public var labeledCount: Int
  /// How many of those are vulnerable.
  public var vulnerableCount: Int
  /// Where the labels come from, a noun phrase; nil without labels.
  public var labelSource: String?
  /// How many labels the user set or changed.
  public var correctionCount: Int
  /// Sentences about labels and files that need a look, at most ``issueLimit``.
  public var issues: [String]
  /// How many there are in all.
  public var issueCount: Int
  /// SHA-256 of the functions and labels; see ``DataHash``.
  var dataHash: String

  /// How many issues are kept.
  static let issueLimit = 200

  /// The counts in a line, such as "336 functions, 89 vulnerable".
  public var summary: String {
    let functions = "\(counting: functionCount, "function")"
    guard labelSource != nil else { return functions }
    let labeled = labeledCount == functionCount ? "" : ", \(labeledCount) labelled"
    return functions + labeled + ", \(vulnerableCount) vulnerable"
  }
}
