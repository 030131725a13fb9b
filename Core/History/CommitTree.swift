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
  ///   - inWholeTree: Whether the files of the whole repository count, with paths from its root.
  ///   - options: What is read of the folder.
  ///   - isIncluded: Whether a file counts, by its path.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  public init(
    of commit: String, in git: SafeGit, inWholeTree: Bool = false,
    options: Repository.Options = Repository.Options(), isIncluded: (String) -> Bool = { _ in true }
  ) throws {
    let files = try git.files(of: commit, inWholeTree: inWholeTree).filter {
      options.endings.include($0.path) && isIncluded($0.name)
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

  /// Reads the functions of a commit but for some files.
  ///
  /// - Parameters:
  ///   - commit: The commit's full identifier.
  ///   - git: The repository, opened with the folder whose files count.
  ///   - inWholeTree: Whether the files of the whole repository count, with paths from its root.
  ///   - excluded: The files and folders that are left out, in the syntax of `.gitignore`.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  init(
    of commit: String, in git: SafeGit, inWholeTree: Bool = false, excluding excluded: [String]
  ) throws {
    let rules = IgnoreRules(patterns: excluded)
    try self.init(of: commit, in: git, inWholeTree: inWholeTree) { !rules.leavesOut($0) }
  }

  /// The functions with paths from another folder, each name of a file once: of two branches of an `#if` the longer one stands
  /// for both.
  ///
  /// - Parameter folder: The path from that folder to the one that git was opened with, with "/" at its end; empty for the same.
  /// - Returns: The functions, in the order of ``functions``.
  func distinctFunctions(in folder: String) -> [CFunction] {
    var places: [String: Int] = [:]
    var distinct: [CFunction] = []
    for var function in functions {
      function.file = folder + function.file
      let key = function.file + "\n" + function.name
      if let known = places[key] {
        if distinct[known].text.utf8.count < function.text.utf8.count { distinct[known] = function }
      } else {
        places[key] = distinct.count
        distinct.append(function)
      }
    }
    return distinct
  }
}
