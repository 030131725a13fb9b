import CryptoKit
import Foundation

/// The functions that a commit held, to tell which ones of the work tree are new or changed since.
///
/// A function is new when no function of the commit reads the same, comments and white space aside, in a file that
/// has changed since, is gone, or is new. So functions that were only moved or renamed with their file are not new.
/// Git's own comparison with the work tree would run the filters that a repository's configuration names; here
/// the files are read and compared without it.
public struct CommittedFunctions: Sendable {
  /// The commit, as the user named it.
  let name: String
  /// Files, relative to the scanned folder, whose bytes are those of the commit.
  private let unchangedFiles: Set<String>
  /// The functions of the commit's other C files.
  private let fingerprints: Set<FunctionFingerprint>

  /// Reads the functions of a commit.
  ///
  /// - Parameters:
  ///   - name: A branch, tag, identifier or expression such as `HEAD~3`.
  ///   - repository: The scanned folder or file; it must be in a git repository.
  ///   - shouldStop: Whether work should end.
  /// - Throws: ``GitError``, ``RepositoryError``, or the error of a parser that cannot start.
  public init(
    commit name: String, of repository: Repository, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    self.name = name
    let root = repository.root.displayName
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root, isDirectory: &isFolder)
    let folder =
      exists && !isFolder.boolValue ? URL(fileURLWithPath: root).deletingLastPathComponent().path : root
    let git = try SafeGit(path: folder, shouldStop: shouldStop)
    let committed = try git.files(of: git.commit(named: name)).filter {
      repository.options.endings.include($0.path)
    }
    let ids = Dictionary(committed.map { ($0.name, $0.id) }) { first, _ in first }
    let files = try repository.list().files
    let sizeLimit = repository.options.maximumFileSize
    let same = parallelMap(files, pieceSize: 16) { file -> Bool in
      guard !shouldStop(), let id = ids[file.path],
        let bytes = try? file.bytes(sizeLimit: sizeLimit)
      else { return false }
      return Self.id(of: bytes, like: id) == id
    }
    if shouldStop() { throw GitError.cancelled }
    // Two names of files may read as one: with other marks for the same letter, or bytes that are no UTF-8.
    let changed = Set(zip(files, same).lazy.filter { !$1 }.map(\.0.path))
    let unchangedFiles = Set(zip(files, same).lazy.filter { $1 }.map(\.0.path)).subtracting(changed)
    self.unchangedFiles = unchangedFiles

    let parser = try FunctionParser()
    let others = committed.filter { !unchangedFiles.contains($0.name) }
    var fingerprints: Set<FunctionFingerprint> = []
    try git.readContents(of: others.map(\.id), sizeLimit: sizeLimit) { index, contents in
      guard let contents, let source = try? SourceText(decoding: contents, file: others[index].name) else {
        return
      }
      for function in parser.parse(source, file: others[index].name).functions {
        fingerprints.insert(FunctionFingerprint(of: function))
      }
    }
    self.fingerprints = fingerprints
  }

  /// Whether a function of the work tree is new or changed since the commit.
  func lacks(_ function: CFunction, fingerprint: FunctionFingerprint) -> Bool {
    !unchangedFiles.contains(function.file) && !fingerprints.contains(fingerprint)
  }

  /// The identifier that git gives to contents, by the kind of another identifier.
  static func id(of contents: [UInt8], like other: String) -> String {
    let object = Array("blob \(contents.count)\0".utf8) + contents
    // SHA-1 is what names contents in git; nothing is protected by it here.
    let digest: [UInt8] =
      other.utf8.count == 64 ? Array(SHA256.hash(data: object)) : Array(Insecure.SHA1.hash(data: object))
    return digest.hexadecimal
  }
}
