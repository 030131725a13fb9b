import ArgumentParser
import Core

/// Which C code a command that lists something reads: files and folders, less what is excluded.
struct SourceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Folders of C code and C files.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Leave out files and folders, in .gitignore's syntax; may be repeated.", valueName: "pattern"))
  var exclude: [String] = []

  /// The folder that holds all paths, and what is read of it.
  ///
  /// - Parameter options: What else is asked of the files.
  /// - Returns: The folder as a path, and the repository.
  /// - Throws: ``RepositoryError`` for a path that is not there, where there are several.
  func repository(_ options: Repository.Options = Repository.Options()) throws -> (root: String, Repository) {
    let (root, parts) = try Repository.joining(paths)
    var options = options
    options.parts = parts
    options.excluded = exclude.map { Repository.Exclusion($0) }
    return (root, Repository(path: root, options: options))
  }
}
