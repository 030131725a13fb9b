import Foundation

/// The C functions of a project as a commit holds them, read without a work tree.
public struct CommitTree: Sendable {
  /// The functions in the byte order of paths; paths are relative to the folder that git was opened with.
  public let functions: [CFunction]
  /// How many C files were read.
  public let fileCount: Int

  /// Reads the functions of a commit.
  ///
  /// - Parameters:
  ///   - commit: The commit's full identifier.
  ///   - git: The repository, opened with the folder whose files count.
  ///   - options: What is read of the folder.
  ///   - isIncluded: Whether a file counts, by its path.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  public init(
    of commit: String, in git: SafeGit, options: Repository.Options = Repository.Options(),
    isIncluded: (String) -> Bool = { _ in true }
  ) throws {
    let files = try git.files(of: commit).filter { file in
      guard let dot = file.path.lastIndex(of: UInt8(ascii: ".")) else { return false }
      let ending = String(decoding: file.path[(dot + 1)...], as: UTF8.self)
      return options.extensions.contains(ending) && isIncluded(file.name)
    }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    let parser = try FunctionParser()
    var functions: [CFunction] = []
    var count = 0
    try git.readContents(of: files.map(\.id), sizeLimit: options.maximumFileSize, skipsMissing: true) {
      index, contents in
      let path = files[index].name
      guard let contents, let source = try? SourceText(decoding: contents, file: path) else { return }
      count += 1
      functions += parser.parse(source, file: path).functions
    }
    self.functions = functions
    fileCount = count
  }
}
