/// Tells messages of commits that take another one back.
///
/// These begin as git's own do (`Revert "…"`, and `This reverts commit …` right below the subject), or with words that people use
/// for them: `Revert commit 1234abc "…"`, `Revert: …`, `Reverted r1234`, `Back out "…"`, `Revert the fix for …`, `Revert CVE-2024-1234`,
/// `Partially revert "…"`, each also behind marks such as `[stable]` and `parser:`. What a message says of reverts further down says nothing of its commit.
enum RevertMessage {
  /// Whether a message is that of a revert.
  static func isRevert(_ message: some Collection<UInt8>) -> Bool {
    let text = message.prefix(4_096).map { (65...90).contains($0) ? $0 | 32 : $0 }
    let end = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    let body = text[end...].drop { CText.isBlank($0) }
    return isRevert(subject: text[..<end]) || body.starts(with: "this reverts commit ".utf8)
      || text.starts(with: "this reverts commit ".utf8)
  }

  private static let verbs: [[String]] =
    ["revert", "reverts", "reverted", "reverting", "backout", "undo", "rollback"].map { [$0] }
    + ["back", "backs", "backed", "backing"].map { [$0, "out"] }
    + ["roll", "rolls", "rolled", "rolling"].map { [$0, "back"] }
  private static let adverbs: Set<String> = ["partially", "partial", "temporarily", "mostly", "manually"]
  private static let openers: Set<String> = [
    "the", "this", "that", "last", "previous", "part", "parts", "of", "svn", "git", "my", "old", "broken",
    "security",
    "bad", "wrong", "incomplete", "incorrect",
  ]
  private static let targets: Set<String> = [
    "commit", "commits", "change", "changes", "changeset", "changesets", "patch", "patches", "merge", "fix",
    "fixes", "pr", "mr", "pull", "revision", "revisions", "cve", "ghsa",
  ]

  private static func isRevert(subject: ArraySlice<UInt8>) -> Bool {
    let line = withoutMarks(subject)
    let words = line.split(maxSplits: 10) { CText.isBlank($0) || $0 == UInt8(ascii: "-") }
    if isRevert(words[...]) { return true }
    // `parser: revert "…"`
    guard let mark = line.split(maxSplits: 1, whereSeparator: CText.isBlank).first,
      mark.last == UInt8(ascii: ":")
    else { return false }
    let rest = line[mark.endIndex...].split(maxSplits: 10) { CText.isBlank($0) || $0 == UInt8(ascii: "-") }
    return isRevert(rest[...])
  }

  private static func isRevert(_ allWords: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    let words = Array(allWords.drop { adverbs.contains(String(decoding: $0, as: UTF8.self)) })
    for verb in verbs {
      guard words.count >= verb.count else { continue }
      let first = words[..<verb.count].map { String(decoding: $0, as: UTF8.self) }
      let isMarked = first.last?.last == ":"
      guard first.dropLast().elementsEqual(verb.dropLast()),
        (isMarked ? String(first[verb.count - 1].dropLast()) : first[verb.count - 1]) == verb.last
      else { continue }
      if isMarked { return true }
      let rest = words[verb.count...].drop { openers.contains(String(decoding: $0, as: UTF8.self)) }
      guard let next = rest.first else { return false }
      return isTarget(next)
    }
    return false
  }

  /// A subject without what stands before it in brackets.
  private static func withoutMarks(_ subject: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = subject.drop { CText.isBlank($0) }
    while line.first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]")) {
      line = line[(end + 1)...].drop { CText.isBlank($0) }
    }
    return line
  }

  /// Whether a word is a quotation, or names a commit or something like one.
  private static func isTarget(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    // Quotation marks beyond ASCII begin with these bytes.
    if [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "#")].contains(first)
      || word.starts(with: [0xE2, 0x80]) || word.starts(with: [0xC2, 0xAB])
    {
      return true
    }
    let name = word.prefix { CText.isWord($0) }
    if targets.contains(String(decoding: name, as: UTF8.self)) { return true }
    if first == UInt8(ascii: "r"), name.count > 1, name.dropFirst().allSatisfy(\.isDigit) { return true }
    return name.count >= 7 && name.allSatisfy(\.isHexadecimalDigit) && name.contains(where: \.isDigit)
  }
}
