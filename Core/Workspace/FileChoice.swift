import Foundation

/// What the dialog that chooses files is open for.
public enum FileChoice: Hashable, Sendable {
  /// Folders to add as projects.
  case projects
  /// Model files to add as runs.
  case models
  /// The folder of a project whose own is gone.
  case place(ofProject: String)

  /// Whether more than one file may be chosen.
  public var allowsSeveral: Bool {
    if case .place = self { false } else { true }
  }
}
