import Foundation

/// Why the workspace cannot do what was asked.
public enum WorkspaceError: ExplainedError, Equatable {
  // For the user to settle.
  /// Another running copy has the workspace open.
  case inUse(folder: String)
  /// The volume has no room for what was to be written.
  case diskFull(file: String)
  /// A file outside of the database cannot be written, such as an export.
  case unwritable(file: String, reason: String)
  /// The folder of the workspace cannot be used.
  case unusableFolder(path: String, reason: String)
  /// A newer version of the program wrote the database.
  case newerVersion(file: String)
  // For a look at the file.
  /// The database is damaged.
  case damaged(file: String, detail: String)
  /// The database refused the work for another reason.
  case storage(file: String, reason: String)
  // About projects.
  /// A file was given where a folder is needed.
  case notAFolder(path: String)
  /// The folder stands inside a project that is there already.
  case insideProject(path: String, project: String)
  /// The folder holds a project that is there already.
  case holdsProject(path: String, project: String)
  /// The folder of a project is gone.
  case missingFolder(path: String, project: String)
  /// The file of a function is gone or no longer inside the project's folder.
  case missingFile(path: String, project: String)
  /// The project has no C functions.
  case noFunctions(path: String)
  /// A run has no model yet.
  case noModel(run: String)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .inUse(let folder):
      .init(
        "Another copy of VulnAdapt has the workspace \(folder.printable) open.",
        next: "Go on there, or quit it and try again.")
    case .diskFull(let file):
      .init(
        "There is no room to write \(file.printable).",
        next: "Nothing that was saved before is lost; "
          + "free some space and repeat the last step.")
    case .unwritable(let file, let reason):
      .init(
        "\(file.printable) cannot be written: \(reason.printable). What stood there before is still there.",
        next: "Make room there or choose another place, and repeat the last step.")
    case .unusableFolder(let path, let reason):
      .init(
        "The workspace folder \(path.printable) cannot be used: \(reason.printable).",
        next: "Check its permissions and try again.")
    case .newerVersion(let file):
      .init(
        "A newer version of VulnAdapt wrote \(file.printable).",
        next: "Update this copy; the file is left as it is.")
    case .damaged(let file, let detail):
      .init(
        "The database \(file.printable) is damaged: \(detail.printable).",
        next: "Quit and open VulnAdapt again: "
          + "it keeps the damaged file beside a new one.")
    case .storage(let file, let reason):
      .init(
        "The database \(file.printable) could not do it: \(reason.printable).",
        next: "Repeat the last step.")
    case .notAFolder(let path):
      .init(
        "\(path.printable) is a file.",
        next: "Drop the folder of the project that it belongs to.")
    case .insideProject(let path, let project):
      .init(
        "\(path.printable) is part of the project \(project.printable) already.",
        next: "Remove that project first to add only this folder.")
    case .holdsProject(let path, let project):
      .init(
        "\(path.printable) holds the project \(project.printable), whose functions would count twice.",
        next: "Remove that project first to add the whole folder.")
    case .missingFolder(let path, let project):
      .init(
        "The folder \(path.printable) of \(project.printable) is gone.",
        next: "Bring it back, or show where it is now with Locate….")
    case .missingFile(let path, let project):
      .init(
        "\(path.printable) is no longer in the folder of \(project.printable).",
        next: "Scan the project again.")
    case .noFunctions(let path):
      .init(
        "\(path.printable) has no C functions.",
        next: "Add the folder that holds the project's .c files.")
    case .noModel(let run):
      .init(
        "The run \(run.printable) has no model yet.",
        next: "Resume it, or choose another run.")
    }
  }
}
