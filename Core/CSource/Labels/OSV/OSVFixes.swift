import Foundation

/// The fixes of one repository that records name.
struct OSVFixes {
  /// The commits with what the records say of them, in the order of the records.
  private(set) var notes: [(id: String, note: FixSearch.Note)] = []
  /// What was left out.
  private(set) var leftOut: LeftOutList

  /// Looks up which records speak of a repository.
  ///
  /// A range is of the repository when its address is that of one of the repository's remotes, or one that the user
  /// names. Where no address is known, it is when the repository has its commits.
  ///
  /// - Parameters:
  ///   - records: The records.
  ///   - git: The repository.
  ///   - addresses: Further addresses of the repository.
  ///   - listsLeftOut: Whether each thing left out is remembered.
  /// - Throws: ``GitError``.
  init(
    _ records: [OSVRecord], of git: SafeGit, addresses: [String], listsLeftOut: Bool
  ) throws(GitError) {
    var leftOut = LeftOutList(keepsItems: listsLeftOut)
    let known = Set((addresses + git.remoteAddresses()).map(RepositoryAddress.init))
    var candidates: [(record: OSVRecord, range: OSVRecord.Range, commit: String)] = []
    for record in records {
      let own = record.ranges.filter { known.isEmpty || known.contains(RepositoryAddress($0.repository)) }
      if own.isEmpty, !record.ranges.isEmpty { leftOut.add(.otherRepository, "", record.id) }
      guard !own.isEmpty else { continue }
      if record.isWithdrawn {
        leftOut.add(.withdrawn, "", record.id)
        continue
      }
      for range in own {
        if range.fixed.isEmpty {
          leftOut.add(.notFixed, "", record.id)
        } else if range.isApproximate {
          leftOut.add(.approximate, range.fixed[0], record.id)
        } else {
          candidates += range.fixed.map { (record, range, $0) }
        }
      }
    }
    let present = try git.existingCommits(among: Set(candidates.map(\.commit)))
    var places: [String: Int] = [:]
    for (record, range, commit) in candidates {
      guard present.contains(commit) else {
        leftOut.add(.missingCommit, commit, record.id)
        continue
      }
      let words = (record.cves + record.cwes).joined(separator: " ")
      if let place = places[commit] {
        var note = notes[place].note
        if note.advisories.contains(record.id) { continue }
        note.words += " " + words
        note.advisories.append(record.id)
        // It was known from the first record on; one without a date may be as old as the fix.
        note.published = note.published.flatMap { first in record.published.map { min(first, $0) } }
        note.introduced += range.introduced.filter { !note.introduced.contains($0) }
        notes[place].note = note
      } else {
        places[commit] = notes.count
        notes.append(
          (
            commit,
            FixSearch.Note(
              words: words, evidence: record.id, advisories: [record.id], introduced: range.introduced,
              published: record.published)
          ))
      }
    }
    self.leftOut = leftOut
  }
}

/// A repository's address without what does not tell repositories apart: protocol, user, port, case and `.git`.
struct RepositoryAddress: Hashable {
  let text: String

  init(_ address: String) {
    var text = address.lowercased()[...]
    if let scheme = text.range(of: "://") {
      text = text[scheme.upperBound...]
    } else if let colon = text.firstIndex(of: ":"), text[..<colon].contains("."),
      !text[..<colon].contains("/")
    {
      // user@host:path
      text = text[..<colon] + "/" + text[text.index(after: colon)...].drop { $0 == "/" }
    }
    let slash = text.firstIndex(of: "/") ?? text.endIndex
    var host = text[..<slash]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    if let colon = host.firstIndex(of: ":") { host = host[..<colon] }
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    var path = text[slash...].split(separator: "/").joined(separator: "/")
    if path.hasSuffix(".git") { path.removeLast(4) }
    self.text = "\(host)/\(path)"
  }
}

extension SafeGit {
  /// The addresses of the repository's remotes; they are read, never used.
  func remoteAddresses() -> [String] {
    guard
      let answer = try? run(["config", "--local", "-z", "--get-regexp", #"^remote\..*\.(push)?url$"#])
    else { return [] }
    return answer.split(separator: 0).compactMap { entry in
      entry.firstIndex(of: 0x0a).map { String(decoding: entry[($0 + 1)...], as: UTF8.self) }
    }
  }

  /// Which of some identifiers are commits of the repository.
  ///
  /// - Throws: ``GitError``.
  func existingCommits(among ids: Set<String>) throws(GitError) -> Set<String> {
    let asked = ids.filter(Self.isID).sorted()
    guard !asked.isEmpty else { return [] }
    let answer = try run(
      ["cat-file", "--batch-check=%(objectname) %(objecttype)"],
      input: Self.input(asked))
    let lines = answer.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
    return Set(lines.filter { $0.hasSuffix(" commit") }.map { String($0.dropLast(7)) })
  }
}
