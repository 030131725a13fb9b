import Foundation

extension Repository {
  /// Makes sure that a file or folder is there.
  ///
  /// - Throws: ``RepositoryError/unreadable(path:systemError:)``.
  public static func checkExists(_ path: String) throws(RepositoryError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: path, systemError: systemMessage(errno))
    }
  }

  /// Where to look for several files and folders: the folder that holds them all, and their paths below it.
  ///
  /// A single path is its own root and has no parts. Links in the paths are followed, as the user named them.
  ///
  /// - Parameter paths: Files and folders, at least one.
  /// - Returns: The root as a path from the working directory where it lies there, otherwise absolute; and the parts for
  ///   ``Options/parts``, those that lie in another one left out.
  /// - Throws: ``RepositoryError/unreadable(path:systemError:)`` for a path that is not there.
  public static func joining(_ paths: [String]) throws(RepositoryError) -> (root: String, parts: [String]) {
    guard paths.count > 1 else { return (paths.first ?? ".", []) }
    var known: [(path: String, components: [String])] = []
    for path in paths {
      guard let components = realComponents(of: path) else {
        throw .unreadable(path: path, systemError: systemMessage(errno))
      }
      known.append((path, components))
    }
    var kept: [(path: String, components: [String])] = []
    for (index, one) in known.enumerated() {
      let isInside = known.enumerated().contains { other, candidate in
        other != index && one.components.starts(with: candidate.components)
          && (candidate.components.count < one.components.count || other < index)
      }
      if !isInside { kept.append(one) }
    }
    guard kept.count > 1, let first = kept.first else { return (kept.first?.path ?? ".", []) }
    var common = Array(first.components.dropLast())
    for other in kept.dropFirst() {
      common = Array(zip(common, other.components.dropLast()).prefix { $0 == $1 }.map(\.0))
    }
    let parts = kept.map { $0.components.dropFirst(common.count).joined(separator: "/") }
    return (fromWorkingFolder(common), parts)
  }

  /// A folder as a path from the working directory where it lies there, otherwise absolute.
  private static func fromWorkingFolder(_ folder: [String]) -> String {
    let working = workingFolder()
    guard folder.starts(with: working) else { return "/" + folder.joined(separator: "/") }
    return folder.count == working.count ? "." : folder.dropFirst(working.count).joined(separator: "/")
  }

  /// The path from a folder down to the working directory, with "/" at its end; empty where it does not lie below.
  public static func pathToWorkingFolder(from folder: String) -> String {
    guard let components = realComponents(of: folder) else { return "" }
    let working = workingFolder()
    guard working.starts(with: components), working.count > components.count else { return "" }
    return working.dropFirst(components.count).joined(separator: "/") + "/"
  }

  private static func workingFolder() -> [String] { realComponents(of: ".") ?? [] }

  private static func realComponents(of path: String) -> [String]? {
    RealPath.of(path).map { $0.split(separator: "/").map(String.init) }
  }
}
