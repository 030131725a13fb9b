/// Finds where the parents of merges have the files that merges put elsewhere.
///
/// A merge is compared with the file of the same path in each parent. Where a branch calls the file something else, as after a
/// rename on one side or in a subtree, that comparison sees a new file.
struct MergeRenames {
  let git: SafeGit
  /// The endings of C files.
  let endings: FileEndings

  /// Completes what merges did to files.
  ///
  /// A file that some parents have under its path is compared with the others' file of another path as well; one that none has
  /// counts as moved from there.
  ///
  /// - Parameters:
  ///   - changes: By the numbers of paths what commits did, oldest first.
  ///   - commits: All commits.
  ///   - paths: The numbers of paths.
  /// - Throws: ``GitError``.
  func follow(
    in changes: inout [Int32: [ChangedFile]], _ commits: [PastCommit], _ paths: inout NumberedTexts
  ) throws {
    var asked: [Int: Set<Int32>] = [:]
    for file in changes.values.joined() where file.old.count > 1 && file.new != nil {
      // Where parents are missing, their numbers say nothing.
      guard commits[Int(file.commit)].parents.count == file.old.count else { continue }
      for (parent, id) in file.old.enumerated() where id == nil {
        asked[parent, default: []].insert(file.commit)
      }
    }
    for (parent, merges) in asked.sorted(by: { $0.key < $1.key }) {
      let pairs = merges.sorted().map { merge -> (id: String, parent: String) in
        let commit = commits[Int(merge)]
        return (commit.id, commits[Int(commit.parents[parent])].id)
      }
      let places = Dictionary(zip(pairs.map(\.id), merges.sorted())) { first, _ in first }
      for (id, files) in try renames(pairs).sorted(by: { $0.key < $1.key }) {
        guard let merge = places[id] else { continue }
        for file in files {
          guard let old = file.old, let new = file.new, old.path != new.path, let path = paths.known(new.path)
          else { continue }
          follow(merge, parent, from: old, to: path, &changes, &paths)
        }
      }
    }
  }

  /// Partial clones may lack the contents that tell renames.
  private func renames(_ pairs: [(id: String, parent: String)]) throws -> [String: [FixChanges.File]] {
    do {
      return try FixChanges.files(git, pairs, endings)
    } catch {
      guard case .partialClone = error else { throw error }
      return [:]
    }
  }

  private func follow(
    _ merge: Int32, _ parent: Int, from old: FixChanges.Side, to path: Int32,
    _ changes: inout [Int32: [ChangedFile]], _ paths: inout NumberedTexts
  ) {
    guard let place = changes[path]?.firstIndex(where: { $0.commit == merge }),
      var file = changes[path]?[place],
      parent < file.old.count, file.old[parent] == nil
    else { return }
    let origin = paths.number(of: old.path)
    guard file.old.allSatisfy({ $0 == nil }) else {
      file.old[parent] = old.id
      if file.oldPaths.isEmpty { file.oldPaths = [Int32?](repeating: nil, count: file.old.count) }
      file.oldPaths[parent] = origin
      changes[path]?[place] = file
      return
    }
    // A file that leaves a place twice in one commit would be two changes of one.
    guard changes[origin]?.contains(where: { $0.commit == merge }) != true else { return }
    file.old = [nil]
    changes[path]?[place] = file
    let gone = ChangedFile(commit: merge, old: [old.id], new: nil)
    let next = changes[origin]?.firstIndex { $0.commit > merge } ?? changes[origin]?.endIndex ?? 0
    changes[origin, default: []].insert(gone, at: next)
  }
}
